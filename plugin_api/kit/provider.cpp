#include "kit/provider.h"

#include <sodium.h>
#include <testkase/push.h>
#include <testkase/settings.h>
#include <testkase/sync.h>

#include <exception>
#include <new>
#include <string_view>

#include "kit/abi_text.h"
#include "kit/sync/engine.h"

// The two opaque types of the ABI.
struct tk_provider {
  testkase::kit::Host host;
  std::unique_ptr<testkase::kit::Adapter> adapter;
};

struct tk_session {
  tk_provider* provider = nullptr;
  std::string project_name;
  std::unique_ptr<testkase::kit::Tracker> tracker;
};

namespace testkase::kit {
namespace {

// The one provider of this library; set before its table is handed out.
const ProviderDefinition* g_definition = nullptr;

tk_status Fail(const Call& call, const Error& error) noexcept {
  tk_error record{};
  record.struct_size = sizeof record;
  record.http_status = error.http_status;
  record.retry_after_ms = error.retry_after_ms;
  record.code = ToAbi(error.code);
  record.message = ToAbi(error.message);
  record.remedy = ToAbi(error.remedy);
  record.detail = ToAbi(error.detail);
  const Host& host = call.host();
  if (TK_HAS(tk_host_core, host.core, set_error)) host.core->set_error(call.handle(), &record);
  return error.status == TK_OK ? TK_INTERNAL : error.status;
}

// For when there is no memory to build an Error, or nothing to say of it.
tk_status FailPlainly(const Call& call, tk_status status, std::string_view code,
                      std::string_view message) noexcept {
  tk_error record{};
  record.struct_size = sizeof record;
  record.code = ToAbi(code);
  record.message = ToAbi(message);
  record.remedy = ToAbi("Run it again; report it with the host's log if it comes back.");
  const Host& host = call.host();
  if (TK_HAS(tk_host_core, host.core, set_error)) host.core->set_error(call.handle(), &record);
  return status;
}

// Every crossing goes through here: what is thrown inside becomes a status and an error record.
template <typename Function>
tk_status Guard(const Call& call, Function&& function) noexcept {
  try {
    const Result<void> result = function();
    return result ? TK_OK : Fail(call, result.error());
  } catch (const std::bad_alloc&) {
    return FailPlainly(call, TK_LIMIT, "out_of_memory", "There was not enough memory.");
  } catch (const std::exception& exception) {
    call.Log(TK_LOG_ERROR, exception.what());
    return FailPlainly(call, TK_INTERNAL, "internal_error", "The provider failed inside.");
  } catch (...) {
    return FailPlainly(call, TK_INTERNAL, "internal_error", "The provider failed inside.");
  }
}

const tk_descriptor* TK_CALL Describe() noexcept {
  static const tk_descriptor descriptor{
      .struct_size = sizeof(tk_descriptor),
      .reserved0 = 0,
      .id = ToAbi(g_definition->id),
      .name = ToAbi(g_definition->name),
      .vendor = ToAbi(g_definition->vendor),
      .version = ToAbi(g_definition->version),
      .settings_schema_json = ToAbi(g_definition->settings_schema_json)};
  return &descriptor;
}

tk_status TK_CALL Create(tk_host host, const tk_host_core* core, tk_provider** out) noexcept {
  *out = nullptr;
  try {
    if (sodium_init() < 0) return TK_INTERNAL;
    auto provider = std::make_unique<tk_provider>();
    provider->host = {host, core};
    provider->adapter = g_definition->make_adapter(provider->host);
    *out = provider.release();
    return TK_OK;
  } catch (const std::bad_alloc&) {
    return TK_LIMIT;
  } catch (...) {
    return TK_INTERNAL;  // no call to set an error record on
  }
}

void TK_CALL Destroy(tk_provider* provider) noexcept { delete provider; }

tk_status TK_CALL Open(tk_provider* provider, tk_call handle, const tk_connection* connection,
                       tk_session** out) noexcept {
  *out = nullptr;
  const Call call(provider->host, handle);
  return Guard(call, [&]() -> Result<void> {
    auto tracker = provider->adapter->Open(call, FromAbi(connection->settings_json));
    if (!tracker) return tracker.error();
    auto session = std::make_unique<tk_session>();
    session->provider = provider;
    session->project_name = FromAbi(connection->project_name);
    session->tracker = std::move(*tracker);
    *out = session.release();
    return {};
  });
}

void TK_CALL Close(tk_session* session) noexcept { delete session; }

void TK_CALL Interrupt(tk_session* session) noexcept { session->provider->adapter->Interrupt(); }

void FillReport(tk_sync_report& to, const SyncReport& from, const RequestCounts& before,
                const RequestCounts& after) {
  to.requests_read = after.read - before.read;
  to.requests_not_modified = after.not_modified - before.not_modified;
  to.requests_write = after.write - before.write;
  to.local_created = from.local_created;
  to.local_updated = from.local_updated;
  to.remote_created = from.remote_created;
  to.remote_updated = from.remote_updated;
  to.conflicts = from.conflicts;
  to.errors = from.errors;
}

void GivePlanned(const tk_sync_options& options, const PlannedWrite& from) {
  tk_planned_write write{};
  write.struct_size = sizeof write;
  write.remote = from.remote ? 1 : 0;
  write.create = from.create ? 1 : 0;
  write.kind = from.kind;
  write.fields = from.fields;
  if (!from.item_id.empty()) write.item_id = ToAbi(from.item_id);
  if (!from.external_key.empty()) write.external_key = ToAbi(from.external_key);
  write.summary = ToAbi(from.summary);
  options.planned(options.ctx, &write);
}

tk_status TK_CALL RunSyncCall(tk_session* session, tk_call handle, const tk_sync_options* options,
                              tk_sync_report* report) noexcept {
  const Call call(session->provider->host, handle);
  return Guard(call, [&]() -> Result<void> {
    SyncOptions engine_options;
    engine_options.full = (options->flags & TK_SYNC_FULL) != 0;
    if ((options->flags & TK_SYNC_DRY_RUN) != 0) {
      if (!TK_HAS(tk_sync_options, options, planned)) {
        return Error{.status = TK_INVALID_ARGUMENT,
                     .code = "dry_run_without_sink",
                     .message = "A dry run needs somewhere to give its plan to.",
                     .remedy = "Set tk_sync_options.planned."};
      }
      engine_options.planned = [&](const PlannedWrite& write) { GivePlanned(*options, write); };
    }
    const RequestCounts before = session->tracker->counts();
    SyncReport engine_report;
    const auto result =
        RunSync(call, *session->tracker, session->project_name, engine_options, engine_report);
    FillReport(*report, engine_report, before, session->tracker->counts());
    if (TK_HAS(tk_sync_options, options, skipped)) {
      for (const auto& [reason, count] : engine_report.skipped) {
        options->skipped(options->ctx, ToAbi(reason), count);
      }
    }
    return result;
  });
}

tk_status TK_CALL PushCall(tk_session* session, tk_call handle, tk_str defect_id) noexcept {
  const Call call(session->provider->host, handle);
  return Guard(call, [&] {
    return PushDefect(call, *session->tracker, session->project_name, FromAbi(defect_id));
  });
}

void GiveIssue(const SettingIssue& from, tk_setting_issue_fn issue, void* ctx) {
  tk_error record{};
  record.struct_size = sizeof record;
  record.http_status = from.error.http_status;
  record.retry_after_ms = from.error.retry_after_ms;
  record.code = ToAbi(from.error.code);
  record.message = ToAbi(from.error.message);
  record.remedy = ToAbi(from.error.remedy);
  record.detail = ToAbi(from.error.detail);
  issue(ctx, ToAbi(from.pointer), &record);
}

tk_status TK_CALL TestSettingsCall(tk_provider* provider, tk_call handle,
                                   const tk_connection* connection, tk_setting_issue_fn issue,
                                   tk_setting_fact_fn fact, void* ctx) noexcept {
  const Call call(provider->host, handle);
  return Guard(call, [&]() -> Result<void> {
    const auto report = provider->adapter->TestSettings(call, FromAbi(connection->settings_json));
    if (!report) return report.error();
    for (const SettingIssue& each : report->issues) GiveIssue(each, issue, ctx);
    for (const SettingFact& each : report->facts) {
      fact(ctx, ToAbi(each.key), ToAbi(each.label), ToAbi(each.value));
    }
    if (!report->issues.empty()) return report->issues.front().error;
    return {};
  });
}

tk_status TK_CALL ChoicesCall(tk_provider* provider, tk_call handle, const tk_connection*,
                              tk_str pointer, tk_str, tk_setting_choice_fn, void*) noexcept {
  const Call call(provider->host, handle);
  return Guard(call, [&]() -> Result<void> {
    return Error{.status = TK_UNSUPPORTED,
                 .code = "no_choices",
                 .message = "There is no list for '" + std::string(FromAbi(pointer)) + "'.",
                 .remedy = "Type the value."};
  });
}

const void* TK_CALL GetExtension(tk_provider*, const char* id) noexcept {
  static constexpr tk_sync kSync{sizeof(tk_sync), 0, &RunSyncCall};
  static constexpr tk_push kPush{sizeof(tk_push), 0, &PushCall};
  static constexpr tk_settings kSettings{sizeof(tk_settings), 0, &TestSettingsCall, &ChoicesCall};
  const std::string_view wanted(id);
  if (wanted == TK_SYNC) return &kSync;
  if (wanted == TK_PUSH) return &kPush;
  if (wanted == TK_SETTINGS) return &kSettings;
  return nullptr;
}

}  // namespace

const tk_provider_table* ProviderEntry(
    const ProviderDefinition& definition,
    std::uint32_t /*host_minor: any host of this major will do*/) noexcept {
  static constexpr tk_provider_table kTable{sizeof(tk_provider_table),
                                            TK_ABI_MINOR,
                                            &Describe,
                                            &Create,
                                            &Destroy,
                                            &GetExtension,
                                            &Open,
                                            &Close,
                                            &Interrupt};
  g_definition = &definition;
  return &kTable;
}

}  // namespace testkase::kit
