#include "kit/result.h"

#include <stdexcept>

namespace testkase::kit {

void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::runtime_error(error.message);
}

}  // namespace testkase::kit
