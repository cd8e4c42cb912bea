/* Its descriptor bears another id than its manifest. */
#define PROVIDER_ID "somebody-else"
#include "minimal.h"

const tk_provider_table *TK_CALL tk_provider_entry_1(uint32_t host_minor) {
  (void)host_minor;
  return &kTable;
}
