// The host as a running call sees it: clock, cancel, wait, progress, log and secrets.
#ifndef TESTKASE_KIT_CALL_H_
#define TESTKASE_KIT_CALL_H_

#include <testkase/host_core.h>
#include <testkase/host_secrets.h>

#include <cstdint>
#include <functional>
#include <string_view>

#include "kit/result.h"

namespace testkase::kit {

// A host and the tables that it gave to `create`; valid until the provider is destroyed.
struct Host {
  tk_host handle{};
  const tk_host_core* core = nullptr;

  // The table of a host service, or nullptr where the host lacks it.
  template <typename Table>
  const Table* Extension(const char* id) const {
    return TK_HAS(tk_host_core, core, get_extension)
               ? static_cast<const Table*>(core->get_extension(handle, id))
               : nullptr;
  }
};

// One call of the host into the provider. Cheap to copy; not to be kept beyond the call. Every
// function may be called from any thread that the call started.
class Call {
 public:
  Call(const Host& host, tk_call handle) : host_(&host), handle_(handle) {}

  const Host& host() const { return *host_; }
  tk_call handle() const { return handle_; }

  std::int64_t NowMs() const;        // the host's clock
  bool Cancelled() const;            // return TK_CANCELLED within 2 s once true
  std::int64_t RemainingMs() const;  // until the deadline; INT64_MAX without one

  // The only legal way to let time pass. Fails with TK_CANCELLED or TK_TIMEOUT.
  Result<void> Wait(std::uint64_t ms, std::string_view reason) const;

  // TK_CANCELLED or TK_TIMEOUT where the call has to end, for loops that do not wait.
  Result<void> CheckAlive() const;

  void Progress(std::uint64_t done, std::uint64_t total, std::string_view phase) const;
  void Log(int level, std::string_view line) const;  // TK_LOG_*

  // Lends the secret of that name to `use`. The bytes are wiped afterwards: copy them only into
  // memory that you wipe yourself, and never into a log or an error.
  Result<void> WithSecret(std::string_view name,
                          const std::function<Result<void>(std::string_view)>& use) const;

 private:
  const Host* host_;
  tk_call handle_;
};

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_CALL_H_
