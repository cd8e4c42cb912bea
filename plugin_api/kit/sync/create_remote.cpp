#include "kit/sync/create_remote.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "kit/sync/apply_plan.h"
#include "kit/sync/digest.h"
#include "kit/sync/issue_body.h"
#include "kit/sync/marker.h"

namespace testkase::kit {
namespace {

constexpr int kMaxAttempts = 3;
constexpr std::uint64_t kSettleMs = 3'000;  // until a list shows what was just made
// The host's clock and the tracker's may differ; items of this much earlier are searched too.
constexpr std::int64_t kClockToleranceMs = 24 * 60 * 60 * 1000;
constexpr int kMaxRounds = 5;

bool OutcomeUnknown(const Error& error) {
  return error.status == TK_TIMEOUT || error.status == TK_UNAVAILABLE ||
         error.status == TK_PROTOCOL;
}

// What is sent, and the base that both sides then stand on.
struct Draft {
  NewItem item;
  Base base;
};

Result<Draft> MakeDraft(SyncRun& run, const Item& defect, const Marker& marker) {
  std::optional<Item> test_case;
  if (!defect.test_case_id.empty()) {
    auto found = run.project.Get(defect.test_case_id);
    if (found) test_case = std::move(*found);
  }
  const std::string block =
      MakeBlock(marker, defect, test_case ? &*test_case : nullptr, run.project_name, run.tracker);
  const std::string text = RemoteText(run.tracker, defect.description, block);
  Draft draft;
  draft.item.title = RemoteTitle(run.tracker, defect.title);
  draft.item.body = JoinBody({text, block});
  draft.item.state = RemoteWord(run.tracker.mapping().state, defect.status);
  draft.item.priority = RemoteWord(run.tracker.mapping().priority, defect.priority);
  draft.base = {
      .title = {Digest(defect.title), Digest(draft.item.title)},
      .description = {Digest(defect.description), Digest(SplitBody(draft.item.body).text)},
      .priority = {std::to_string(defect.priority), draft.item.priority},
      .status = {std::to_string(defect.status), draft.item.state}};
  return draft;
}

Result<std::optional<RemoteItem>> FindCreated(SyncRun& run, const Marker& marker,
                                              std::int64_t since_ms) {
  auto items = run.tracker.OwnItemsSince(run.call, since_ms - kClockToleranceMs);
  if (!items) return items.error();
  for (RemoteItem& item : *items) {
    const auto found = FindMarker(item.body);
    if (!found || found->item_id != marker.item_id) continue;
    if (found->signature == marker.signature) return std::optional<RemoteItem>(std::move(item));
  }
  return std::optional<RemoteItem>();
}

// The base for an item that was just made, or found again. State and label are set by requests of
// their own and may be missing: a state that is missing is still owed, while a label that the
// tracker dropped is accepted, or each later look would try in vain.
Base BaseOf(const Base& sent, const RemoteItem& remote) {
  Base base = sent;
  const bool never_closed = remote.state != sent.status.theirs && sent.status.theirs != "open";
  if (never_closed) base.status = {"", remote.state};
  if (remote.priority.empty()) base.priority.theirs = "";
  return base;
}

Result<void> WriteAdopted(SyncRun& run, Item defect, const Pair& pair, const RemoteItem& remote,
                          const std::vector<std::string>& warnings) {
  for (int round = 0; round < kMaxRounds; ++round) {
    PairPlan plan;
    Item item;
    item.kind = TK_KIND_DEFECT;
    item.id = defect.id;
    item.revision = defect.revision;
    item.present = TK_FIELD_EXTERNAL | TK_FIELD_SYNC;
    item.external_id = remote.id;
    item.external_key = remote.key;
    item.external_url = remote.url;
    item.sync_state = TK_SYNC_SYNCED;
    if (!warnings.empty()) item.sync_note = warnings.front();
    plan.local = std::move(item);
    plan.pair = pair;
    plan.pair_changed = true;
    plan.activity.push_back({.action = TK_ACTIVITY_REMOTE_WRITE,
                             .item_id = defect.id,
                             .external_key = remote.key,
                             .summary = "Issue created from the defect",
                             .after = remote.url});
    for (const std::string& warning : warnings) {
      plan.activity.push_back({.action = TK_ACTIVITY_NOTICE,
                               .item_id = defect.id,
                               .external_key = remote.key,
                               .summary = warning});
    }
    std::vector<PairPlan> plans;
    plans.push_back(std::move(plan));
    const auto changed_meanwhile = WriteLocal(run, plans);
    if (!changed_meanwhile) return changed_meanwhile.error();
    if (changed_meanwhile->empty()) {
      if (auto erased = run.store.EraseIntent(defect.id); !erased) return erased;
      return run.project.Commit();
    }
    auto again = run.project.Get(defect.id);
    if (!again) return again.error();
    defect = std::move(*again);
  }
  return Error{.status = TK_CONFLICT,
               .code = "item_busy",
               .message = "The defect " + defect.key + " kept changing while it was pushed.",
               .remedy = "Push it again: its issue exists and will be found."};
}

Result<void> Adopt(SyncRun& run, const Item& defect, const Base& sent, const RemoteItem& remote,
                   const std::vector<std::string>& warnings, bool found_again) {
  Pair pair{.kind = TK_KIND_DEFECT,
            .item_id = defect.id,
            .remote_id = remote.id,
            .remote_key = remote.key,
            .remote_url = remote.url,
            .base = BaseOf(sent, remote)};
  if (!found_again) {
    // The answer shows the text as the tracker keeps it.
    pair.base.title.theirs = Digest(remote.title);
    pair.base.description.theirs = Digest(SplitBody(remote.body).text);
  }
  if (auto written = WriteAdopted(run, defect, pair, remote, warnings); !written) return written;
  ++run.report.remote_created;
  // Finishes what is still owed, and takes what people changed there since.
  return found_again ? MergePair(run, pair, remote) : Result<void>();
}

Result<void> GiveUp(SyncRun& run, const Item& defect, const Error& error) {
  std::vector<PairPlan> plans(1);
  Item item;
  item.kind = TK_KIND_DEFECT;
  item.id = defect.id;
  item.revision = defect.revision;
  item.present = TK_FIELD_SYNC;
  item.sync_state = TK_SYNC_FAILED;
  item.sync_note = error.message;
  plans[0].local = std::move(item);
  plans[0].pair.item_id = defect.id;
  plans[0].activity.push_back({.action = TK_ACTIVITY_FAILED,
                               .item_id = defect.id,
                               .summary = "Issue not created: " + error.message});
  const auto changed_meanwhile = WriteLocal(run, plans);
  if (!changed_meanwhile) return changed_meanwhile.error();
  if (auto erased = run.store.EraseIntent(defect.id); !erased) return erased;
  return run.project.Commit();
}

void PlanCreate(SyncRun& run, const Item& defect) {
  ++run.report.remote_created;
  run.options.planned(
      {.remote = true,
       .create = true,
       .kind = TK_KIND_DEFECT,
       .fields = TK_FIELD_TITLE | TK_FIELD_DESCRIPTION | TK_FIELD_PRIORITY | TK_FIELD_STATUS,
       .item_id = defect.id,
       .summary = "finish the interrupted push of " + defect.key});
}

}  // namespace

Result<void> CreateRemote(SyncRun& run, const Item& defect) {
  const auto marker = MarkerSigner(run.call, run.scope.id).Sign(defect.id);
  if (!marker) return marker.error();
  const auto left = run.store.ReadIntent(defect.id);
  if (!left) return left.error();
  if (*left) {
    const auto found = FindCreated(run, *marker, (*left)->created_ms);
    if (!found) return found.error();
    if (*found) return Adopt(run, defect, (*left)->base, **found, {}, true);
  }

  const auto draft = MakeDraft(run, defect, *marker);
  if (!draft) return draft.error();
  const Intent intent{defect.id, run.call.NowMs(), draft->base};
  if (auto written = run.store.WriteIntent(intent); !written) return written;
  if (auto committed = run.project.Commit(); !committed) return committed;

  for (int attempt = 1;; ++attempt) {
    std::vector<std::string> warnings;
    const auto created = run.tracker.Create(run.call, draft->item, warnings);
    if (created) return Adopt(run, defect, intent.base, *created, warnings, false);
    const Error& error = created.error();
    if (error.status == TK_CANCELLED || error.status == TK_RATE_LIMITED ||
        error.status == TK_UNAUTHENTICATED) {
      return error;  // the intent stays, so the next run goes on from here
    }
    if (!OutcomeUnknown(error)) {
      if (auto given_up = GiveUp(run, defect, error); !given_up) return given_up;
      return error;
    }
    if (auto waited = run.call.Wait(kSettleMs * static_cast<std::uint64_t>(attempt),
                                    "checking whether the issue was created");
        !waited) {
      return waited;
    }
    const auto found = FindCreated(run, *marker, intent.created_ms);
    if (!found) return found.error();
    if (*found) return Adopt(run, defect, intent.base, **found, {}, true);
    if (attempt == kMaxAttempts) return error;
  }
}

Result<void> CompleteIntents(SyncRun& run) {
  const auto intents = run.store.AllIntents();
  if (!intents) return intents.error();
  for (const Intent& intent : *intents) {
    const auto defect = run.project.Get(intent.item_id);
    if (!defect && defect.error().status != TK_NOT_FOUND) return defect.error();
    if (run.dry_run()) {
      if (defect) PlanCreate(run, *defect);
      continue;
    }
    if (!defect) {
      if (auto erased = run.store.EraseIntent(intent.item_id); !erased) return erased;
      if (auto committed = run.project.Commit(); !committed) return committed;
      continue;
    }
    const auto created = CreateRemote(run, *defect);
    if (created) continue;
    if (EndsRun(created.error())) return created;
    ++run.report.errors;
    run.call.Log(TK_LOG_WARNING, defect->key + ": " + created.error().message);
  }
  return {};
}

Result<void> AdoptCreated(SyncRun& run, std::string_view item_id, const RemoteItem& remote) {
  const auto known = run.store.PairOfItem(item_id);
  if (!known) return known.error();
  if (*known) return {};
  const auto defect = run.project.Get(item_id);
  if (!defect) return defect.error().status == TK_NOT_FOUND ? Result<void>() : defect.error();
  if (defect->kind != TK_KIND_DEFECT) return {};
  const auto intent = run.store.ReadIntent(item_id);
  if (!intent) return intent.error();
  if (!*intent) return {};
  return Adopt(run, *defect, (*intent)->base, remote, {}, true);
}

}  // namespace testkase::kit
