// Text across the C boundary, both ways.
#ifndef TESTKASE_KIT_ABI_TEXT_H_
#define TESTKASE_KIT_ABI_TEXT_H_

#include <testkase/base.h>

#include <string>
#include <string_view>

namespace testkase::kit {

// Borrows; the view must outlive the call that it is given to.
inline tk_str ToAbi(std::string_view text) { return {text.data(), text.size()}; }

inline tk_bytes ToAbiBytes(std::string_view bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

inline std::string_view FromAbi(tk_str text) {
  return text.ptr == nullptr ? std::string_view() : std::string_view(text.ptr, text.len);
}

inline std::string_view FromAbi(tk_bytes bytes) {
  return bytes.ptr == nullptr
             ? std::string_view()
             : std::string_view(reinterpret_cast<const char*>(bytes.ptr), bytes.len);
}

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_ABI_TEXT_H_
