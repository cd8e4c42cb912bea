#include "kit/sync/engine.h"

#include <utility>

#include "kit/sync/create_remote.h"
#include "kit/sync/local_changes.h"
#include "kit/sync/remote_walk.h"

namespace testkase::kit {
namespace {

Activity Notice(std::string summary) {
  return {
      .action = TK_ACTIVITY_NOTICE,
      .summary = std::move(summary),
  };
}

// Finds out which place the settings name. While they name the same address, the connection stays
// with the place that it was bound to, under whatever name that goes now.
Result<Scope> BindScope(const Call& call, Tracker& tracker, const Project& project, bool dry_run) {
  auto stored = ReadBoundScope(project);
  if (!stored) return stored.error();
  std::optional<BoundScope> bound = std::move(*stored);
  if (bound && bound->address != tracker.address()) bound.reset();
  auto answer = bound ? tracker.OpenScope(call, bound->scope.id, bound->validator)
                      : tracker.OpenScope(call, "", "");
  if (!answer) return answer.error();
  if (answer->not_modified && bound) return bound->scope;

  const BoundScope now{tracker.address(), answer->scope, answer->validator};
  if (dry_run) return now.scope;
  if (bound && bound->scope.name != now.scope.name) {
    const std::string line = "'" + bound->scope.name + "' is now called '" + now.scope.name +
                             "'; the connection follows it";
    call.Log(TK_LOG_WARNING, line);
    if (auto recorded = project.Record(Notice(line)); !recorded) return recorded.error();
  }
  if (auto written = WriteBoundScope(project, now); !written) return written.error();
  if (auto committed = project.Commit(); !committed) return committed.error();
  return now.scope;
}

}  // namespace

bool EndsRun(const Error& error) {
  switch (error.status) {
    case TK_CANCELLED:
    case TK_TIMEOUT:
    case TK_UNAUTHENTICATED:
    case TK_RATE_LIMITED:
      return true;
    case TK_UNAVAILABLE:
      return error.http_status == 0;  // the network, not one item
    default:
      return false;
  }
}

Result<void> RunSync(const Call& call, Tracker& tracker, std::string_view project_name,
                     const SyncOptions& options, SyncReport& report) {
  const auto project = Project::Open(call);
  if (!project) return project.error();
  const auto scope = BindScope(call, tracker, *project, static_cast<bool>(options.planned));
  if (!scope) return scope.error();
  SyncRun run{.call = call,
              .tracker = tracker,
              .project = *project,
              .scope = *scope,
              .project_name = std::string(project_name),
              .store = SyncStore(*project, scope->id),
              .options = options,
              .report = report,
              .edits = {},
              .to_look = {}};
  if (auto completed = CompleteIntents(run); !completed) return completed;
  const auto journal_position = ReadLocalEdits(run);
  if (!journal_position) return journal_position.error();
  if (auto walked = WalkRemote(run); !walked) return walked;
  return CarryLocalChanges(run, *journal_position);
}

Result<void> PushDefect(const Call& call, Tracker& tracker, std::string_view project_name,
                        std::string_view defect_id) {
  const auto project = Project::Open(call);
  if (!project) return project.error();
  const auto defect = project->Get(defect_id);
  if (!defect) return defect.error();
  if (defect->kind != TK_KIND_DEFECT) {
    return Error{.status = TK_INVALID_ARGUMENT,
                 .code = "not_a_defect",
                 .message = defect->key + " is not a defect.",
                 .remedy = "Push a defect."};
  }
  if (!defect->external_id.empty()) {
    return Error{.status = TK_INVALID_STATE,
                 .code = "already_pushed",
                 .message = defect->key + " was pushed already: it is issue #" +
                            defect->external_key + ", " + defect->external_url,
                 .remedy = "Nothing was created. Run a sync to bring both sides up to date."};
  }
  const auto scope = BindScope(call, tracker, *project, false);
  if (!scope) return scope.error();
  SyncReport report;
  SyncRun run{.call = call,
              .tracker = tracker,
              .project = *project,
              .scope = *scope,
              .project_name = std::string(project_name),
              .store = SyncStore(*project, scope->id),
              .options = {},
              .report = report,
              .edits = {},
              .to_look = {}};
  return CreateRemote(run, *defect);
}

}  // namespace testkase::kit
