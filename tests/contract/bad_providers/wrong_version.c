/* Its descriptor bears another version than its manifest. */
#define PROVIDER_VERSION "2.0"
#include "minimal.h"

const tk_provider_table *TK_CALL tk_provider_entry_1(uint32_t host_minor) {
  (void)host_minor;
  return &kTable;
}
