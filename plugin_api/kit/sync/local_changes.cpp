#include "kit/sync/local_changes.h"

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

#include "kit/sync/apply_plan.h"

namespace testkase::kit {
namespace {

constexpr std::uint64_t kRequirementFields =
    TK_FIELD_TITLE | TK_FIELD_DESCRIPTION | TK_FIELD_STATUS;
constexpr std::uint64_t kDefectFields = kRequirementFields | TK_FIELD_PRIORITY;

// True where an edit can matter to the remote side, or has to give way to it.
bool Matters(const Pair& pair, const LocalEdits& edits) {
  const std::uint64_t fields =
      pair.kind == TK_KIND_REQUIREMENT ? kRequirementFields : kDefectFields;
  return (edits.fields & fields) != 0;
}

void AddEdit(LocalEdits& edits, const Change& change) {
  edits.fields |= change.fields;
  for (std::uint64_t left = change.fields; left != 0; left &= left - 1) {
    std::int64_t& time = edits.time_ms[std::uint64_t{1} << std::countr_zero(left)];
    time = std::max(time, change.time_ms);
  }
}

Item SyncStateOf(const Item& current, int sync_state, std::string note) {
  Item item;
  item.kind = current.kind;
  item.id = current.id;
  item.revision = current.revision;
  item.present = TK_FIELD_SYNC;
  item.sync_state = sync_state;
  item.sync_note = std::move(note);
  return item;
}

// Writes the state of one pair that could not be merged. A revision that moved meanwhile costs
// nothing: the next look writes it.
Result<void> WriteOutcome(SyncRun& run, const Pair& pair, Item item, Activity entry) {
  std::vector<PairPlan> plans(1);
  plans[0].local = std::move(item);
  plans[0].pair = pair;
  plans[0].activity.push_back(std::move(entry));
  const auto written = WriteLocal(run, plans);
  return written ? Result<void>() : written.error();
}

Result<void> MarkGone(SyncRun& run, const Pair& pair, const Error& error) {
  const auto current = run.project.Get(pair.item_id);
  if (!current) return current.error();
  if (current->sync_state == TK_SYNC_GONE) return run.store.EraseOwedLook(pair.item_id);
  Item item = SyncStateOf(*current, TK_SYNC_GONE, error.message);
  if (pair.kind == TK_KIND_REQUIREMENT) {
    item.status = TK_STATUS_DEPRECATED;
    item.present |= TK_FIELD_STATUS;
  }
  if (run.dry_run()) {
    PairPlan plan;
    plan.pair = pair;
    plan.local = std::move(item);
    ReportPlanned(run, plan);
    return {};
  }
  if (auto written = WriteOutcome(run, pair, std::move(item),
                                  {.action = TK_ACTIVITY_NOTICE,
                                   .item_id = pair.item_id,
                                   .external_key = pair.remote_key,
                                   .summary = error.message});
      !written) {
    return written;
  }
  if (auto erased = run.store.EraseOwedLook(pair.item_id); !erased) return erased;
  return run.project.Commit();
}

Result<void> MarkFailed(SyncRun& run, const Pair& pair, std::uint64_t tries, const Error& error) {
  ++run.report.errors;
  run.call.Log(TK_LOG_WARNING, pair.remote_key + ": " + error.message);
  if (run.dry_run()) return {};
  const auto current = run.project.Get(pair.item_id);
  if (!current) return current.error();
  if (auto written = WriteOutcome(run, pair, SyncStateOf(*current, TK_SYNC_FAILED, error.message),
                                  {.action = TK_ACTIVITY_FAILED,
                                   .item_id = pair.item_id,
                                   .external_key = pair.remote_key,
                                   .summary = error.message});
      !written) {
    return written;
  }
  if (auto owed = run.store.WriteOwedLook({pair.item_id, tries + 1, error.message}); !owed) {
    return owed;
  }
  return run.project.Commit();
}

Result<void> LookAt(SyncRun& run, const Pair& pair, std::uint64_t tries, bool owed) {
  auto remote = run.tracker.Get(run.call, pair.remote_key);
  Result<void> merged;
  if (remote) {
    merged = MergePair(run, pair, *remote);
  } else if (remote.error().status == TK_NOT_FOUND) {
    return MarkGone(run, pair, remote.error());
  } else {
    merged = remote.error();
  }
  if (!merged) {
    if (EndsRun(merged.error())) return merged;
    return MarkFailed(run, pair, tries, merged.error());
  }
  if (!owed || run.dry_run()) return {};
  if (auto erased = run.store.EraseOwedLook(pair.item_id); !erased) return erased;
  return run.project.Commit();
}

}  // namespace

Result<std::uint64_t> ReadLocalEdits(SyncRun& run) {
  const auto position = run.store.ReadJournalPosition();
  if (!position) return position.error();
  auto changes = run.project.Changes(*position);
  if (!changes && changes.error().status == TK_NOT_FOUND) {
    // Too old for the journal: every pair is looked at, and the journal is taken up from its start.
    run.options.full = true;
    changes = run.project.Changes(0);
  }
  if (!changes) return changes.error();
  std::uint64_t reached = *position;
  for (const Change& change : *changes) {
    AddEdit(run.edits[change.item_id], change);
    reached = std::max(reached, change.sequence);
  }
  return reached;
}

Result<void> CarryLocalChanges(SyncRun& run, std::uint64_t journal_position) {
  const auto owed = run.store.AllOwedLooks();
  if (!owed) return owed.error();
  std::map<std::string, std::uint64_t> tries;
  for (const OwedLook& look : *owed) tries[look.item_id] = look.tries;

  std::set<std::string> items(run.to_look.begin(), run.to_look.end());
  for (const auto& [item_id, count] : tries) items.insert(item_id);
  const std::set<std::string> must_look = items;
  for (const auto& [item_id, edits] : run.edits) items.insert(item_id);

  std::uint64_t done = 0;
  for (const std::string& item_id : items) {
    ++done;
    const auto pair = run.store.PairOfItem(item_id);
    if (!pair) return pair.error();
    if (!*pair) continue;  // not connected to anything: nothing to carry
    const auto edits = run.edits.find(item_id);
    const bool edited = edits != run.edits.end() && Matters(**pair, edits->second);
    if (!edited && !must_look.contains(item_id)) continue;
    run.call.Progress(done, items.size(), "carrying local changes");
    const auto known = tries.find(item_id);
    const bool is_owed = known != tries.end();
    if (auto looked = LookAt(run, **pair, is_owed ? known->second : 0, is_owed); !looked) {
      return looked;
    }
  }

  const auto stored = run.store.ReadJournalPosition();
  if (!stored) return stored.error();
  if (run.dry_run() || *stored == journal_position) return {};
  if (auto written = run.store.WriteJournalPosition(journal_position); !written) return written;
  return run.project.Commit();
}

}  // namespace testkase::kit
