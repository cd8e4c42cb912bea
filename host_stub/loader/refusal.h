// Why a plugin is not loaded, as an Error of one line with its remedy.
#ifndef HOST_STUB_LOADER_REFUSAL_H_
#define HOST_STUB_LOADER_REFUSAL_H_

#include <string>
#include <utility>

#include "host_stub/base/result.h"

namespace testkase::host {

inline Error Refusal(std::string message, std::string remedy) {
  return Error{.code = "plugin_refused",
               .message = std::move(message),
               .remedy = std::move(remedy),
               .status = TK_INVALID_STATE};
}

}  // namespace testkase::host

#endif  // HOST_STUB_LOADER_REFUSAL_H_
