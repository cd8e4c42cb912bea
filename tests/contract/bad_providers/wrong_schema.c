/* Its settings schema is not the one in the file. */
#define PROVIDER_SCHEMA "{}"
#include "minimal.h"

const tk_provider_table *TK_CALL tk_provider_entry_1(uint32_t host_minor) {
  (void)host_minor;
  return &kTable;
}
