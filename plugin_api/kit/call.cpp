#include "kit/call.h"

#include <exception>
#include <limits>
#include <string>

#include "kit/abi_text.h"

namespace testkase::kit {
namespace {

Error EndedBy(tk_status status) {
  if (status == TK_CANCELLED) {
    return {.status = TK_CANCELLED,
            .code = "cancelled",
            .message = "Cancelled.",
            .remedy = "Run it again to continue where it stopped."};
  }
  return {.status = status == TK_TIMEOUT ? TK_TIMEOUT : TK_INTERNAL,
          .code = status == TK_TIMEOUT ? "deadline_passed" : "host_wait_failed",
          .message = status == TK_TIMEOUT ? "The time allowed for this ran out."
                                          : "The host refused to wait.",
          .remedy = "Run it again to continue where it stopped."};
}

// What a secret's sink needs, and where an exception waits until the host has returned.
struct SecretUse {
  const std::function<Result<void>(std::string_view)>* use;
  Result<void> result;
  std::exception_ptr thrown;
};

int32_t TK_CALL UseSecret(void* ctx, tk_bytes value) noexcept {
  auto& secret = *static_cast<SecretUse*>(ctx);
  try {
    secret.result = (*secret.use)(FromAbi(value));
  } catch (...) {
    secret.thrown = std::current_exception();
  }
  return 0;
}

}  // namespace

std::int64_t Call::NowMs() const {
  return TK_HAS(tk_host_core, host_->core, now_ms) ? host_->core->now_ms(handle_) : 0;
}

bool Call::Cancelled() const {
  return TK_HAS(tk_host_core, host_->core, is_cancelled) && host_->core->is_cancelled(handle_) != 0;
}

std::int64_t Call::RemainingMs() const {
  return TK_HAS(tk_host_core, host_->core, remaining_ms) ? host_->core->remaining_ms(handle_)
                                                         : std::numeric_limits<std::int64_t>::max();
}

Result<void> Call::Wait(std::uint64_t ms, std::string_view reason) const {
  if (!TK_HAS(tk_host_core, host_->core, wait)) return EndedBy(TK_INTERNAL);
  const tk_status status = host_->core->wait(handle_, ms, ToAbi(reason));
  if (status != TK_OK) return EndedBy(status);
  return {};
}

Result<void> Call::CheckAlive() const {
  if (Cancelled()) return EndedBy(TK_CANCELLED);
  if (RemainingMs() == 0) return EndedBy(TK_TIMEOUT);
  return {};
}

void Call::Progress(std::uint64_t done, std::uint64_t total, std::string_view phase) const {
  if (TK_HAS(tk_host_core, host_->core, progress)) {
    host_->core->progress(handle_, done, total, ToAbi(phase));
  }
}

void Call::Log(int level, std::string_view line) const {
  if (TK_HAS(tk_host_core, host_->core, log)) {
    host_->core->log(host_->handle, handle_, level, ToAbi(line));
  }
}

Result<void> Call::WithSecret(std::string_view name,
                              const std::function<Result<void>(std::string_view)>& use) const {
  const auto* secrets = host_->Extension<tk_host_secrets>(TK_HOST_SECRETS);
  if (!TK_HAS(tk_host_secrets, secrets, with)) {
    return Error{.status = TK_UNSUPPORTED,
                 .code = "host_without_secrets",
                 .message = "This host lends no secrets.",
                 .remedy = "Use a host that offers " TK_HOST_SECRETS "."};
  }
  SecretUse secret{&use, {}, nullptr};
  const tk_status status = secrets->with(handle_, ToAbi(name), &UseSecret, &secret);
  if (secret.thrown) std::rethrow_exception(secret.thrown);
  if (status == TK_OK) return secret.result;
  return Error{.status = status == TK_NOT_FOUND ? TK_UNAUTHENTICATED : status,
               .code = "secret_missing",
               .message = "The host has no secret named '" + std::string(name) + "'.",
               .remedy = "Connect again and give the secret."};
}

}  // namespace testkase::kit
