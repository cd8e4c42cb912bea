// Lets an exception out of its entry, which the ABI forbids.
#include <testkase/provider.h>

#include <stdexcept>

const tk_provider_table* TK_CALL tk_provider_entry_1(uint32_t) {
  throw std::runtime_error("not caught");
}
