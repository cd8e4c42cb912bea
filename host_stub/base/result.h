// Errors as values: what every fallible function of host_stub returns.
#ifndef HOST_STUB_BASE_RESULT_H_
#define HOST_STUB_BASE_RESULT_H_

#include <testkase/base.h>

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>

namespace testkase::host {

// Makes Error unlike any value, so that Result<T> can be made from a plain T: without it, an Error
// could be initialised from a lone number or string too.
struct OnlyByName {
  explicit OnlyByName() = default;
};

// What went wrong, for the person at the other end. `message` names the input, `remedy` says what
// to do; neither holds a secret. `usage`: the caller's words were wrong (exit code 2), rather than
// the deed failed (exit code 1).
struct Error {
  [[no_unique_address]] OnlyByName only_by_name = OnlyByName();
  std::string code = {};
  std::string message = {};
  std::string remedy = {};
  std::string detail = {};
  tk_status status = TK_INTERNAL;
  int http_status = 0;
  std::uint64_t retry_after_ms = 0;
  bool usage = false;
};

[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location&);

template <typename T>
using Result = boost::system::result<T, Error>;

}  // namespace testkase::host

#endif  // HOST_STUB_BASE_RESULT_H_
