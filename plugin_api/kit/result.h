// Errors as values: what every fallible function of the kit and of a provider returns.
#ifndef TESTKASE_KIT_RESULT_H_
#define TESTKASE_KIT_RESULT_H_

#include <testkase/base.h>

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>

namespace testkase::kit {

// Makes Error unlike any value, so that Result<T> can be made from a plain T: without it, an Error
// could be initialised from a lone number or string too.
struct OnlyByName {
  explicit OnlyByName() = default;
};

// The record of tk_error, owned. `message` names the input and what happened to it, `remedy` what
// the user can do; neither holds a secret.
struct Error {
  [[no_unique_address]] OnlyByName only_by_name = OnlyByName();
  tk_status status = TK_INTERNAL;
  std::string code = {};
  std::string message = {};
  std::string remedy = {};
  std::string detail = {};
  int http_status = 0;
  std::uint64_t retry_after_ms = 0;
};

[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location&);

template <typename T>
using Result = boost::system::result<T, Error>;

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RESULT_H_
