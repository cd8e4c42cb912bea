#include "kit/sync/apply_plan.h"

#include <utility>

#include "kit/sync/digest.h"

namespace testkase::kit {
namespace {

constexpr int kMaxRounds = 5;  // a person would have to type faster than the network, five times

LocalEdits EditsOf(const SyncRun& run, const std::string& item_id) {
  const auto found = run.edits.find(item_id);
  return found == run.edits.end() ? LocalEdits{} : found->second;
}

PairPlan Plan(const SyncRun& run, const Pair& pair, const RemoteItem& remote, const Item& current) {
  const LocalEdits edits = EditsOf(run, pair.item_id);
  return pair.kind == TK_KIND_REQUIREMENT
             ? PlanRequirement(run.tracker, pair, remote, current, edits.fields)
             : PlanDefect(run.tracker, pair, remote, current, edits);
}

// The host may store rich text in a form of its own, and that form is what later edits are
// compared with.
Result<void> TakeStoredDescription(SyncRun& run, PairPlan& plan) {
  const bool matters = plan.pair.kind == TK_KIND_DEFECT && plan.local &&
                       (plan.local->present & TK_FIELD_DESCRIPTION) != 0;
  if (!matters) return {};
  const auto stored = run.project.Get(plan.pair.item_id);
  if (!stored) return stored.error();
  plan.pair.base.description.ours = Digest(stored->description);
  return {};
}

Result<void> WritePairAndActivity(SyncRun& run, PairPlan& plan) {
  if (auto taken = TakeStoredDescription(run, plan); !taken) return taken;
  if (plan.pair_changed) {
    if (auto saved = run.store.SavePair(plan.pair); !saved) return saved;
  }
  for (Activity& entry : plan.activity) {
    if (entry.item_id.empty()) entry.item_id = plan.pair.item_id;
    if (auto recorded = run.project.Record(entry); !recorded) return recorded;
  }
  run.report.conflicts += plan.conflicts;
  return {};
}

Activity WarningEntry(const Pair& pair, const std::string& warning) {
  return {
      .action = TK_ACTIVITY_NOTICE,
      .item_id = pair.item_id,
      .external_key = pair.remote_key,
      .summary = warning,
  };
}

// When the local half of a plan was refused, only its remote half has happened.
void KeepPatchedBase(Base& base, const Base& merged, std::uint64_t patched) {
  if (patched & TK_FIELD_TITLE) base.title = merged.title;
  if (patched & TK_FIELD_DESCRIPTION) base.description = merged.description;
  if (patched & TK_FIELD_PRIORITY) base.priority = merged.priority;
  if (patched & TK_FIELD_STATUS) base.status = merged.status;
}

Result<RemoteItem> WriteRemote(SyncRun& run, PairPlan& plan, const RemoteItem& remote) {
  std::vector<std::string> warnings;
  auto updated = run.tracker.Update(run.call, remote, plan.patch, warnings);
  if (!updated) return updated;
  SettlePatched(plan, *updated);
  ++run.report.remote_updated;
  for (const std::string& warning : warnings) {
    plan.activity.push_back(WarningEntry(plan.pair, warning));
  }
  return updated;
}

}  // namespace

Result<std::vector<std::string>> WriteLocal(SyncRun& run, std::vector<PairPlan>& plans) {
  std::vector<Item> items;
  std::vector<std::size_t> plan_of_item;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (!plans[i].local) continue;
    items.push_back(*plans[i].local);
    plan_of_item.push_back(i);
  }
  const auto answers = run.project.Put(items);
  if (!answers) return answers.error();

  std::vector<std::string> changed_meanwhile;
  std::vector<bool> refused(plans.size(), false);
  for (std::size_t i = 0; i < answers->size(); ++i) {
    const PutAnswer& answer = (*answers)[i];
    PairPlan& plan = plans[plan_of_item[i]];
    if (answer.status == TK_CONFLICT) {
      refused[plan_of_item[i]] = true;
      changed_meanwhile.push_back(plan.pair.item_id);
      continue;
    }
    if (answer.status != TK_OK) {
      return Error{.status = answer.status,
                   .code = "item_refused",
                   .message = "TestKase refused to store '" + plan.pair.remote_key + "'.",
                   .remedy = "See the host's log for the reason."};
    }
    if (items[i].id.empty()) {
      plan.pair.item_id = answer.id;
      ++run.report.local_created;
    } else {
      ++run.report.local_updated;
    }
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (refused[i]) continue;
    if (auto written = WritePairAndActivity(run, plans[i]); !written) return written.error();
  }
  return changed_meanwhile;
}

void ReportPlanned(SyncRun& run, const PairPlan& plan) {
  if (plan.local) {
    const bool create = plan.local->id.empty();
    ++(create ? run.report.local_created : run.report.local_updated);
    run.options.planned({.remote = false,
                         .create = create,
                         .kind = plan.pair.kind,
                         .fields = plan.local->present,
                         .item_id = plan.pair.item_id,
                         .external_key = plan.pair.remote_key,
                         .summary = create ? "import: " + plan.local->title : "update here"});
  }
  if (plan.patched != 0) {
    ++run.report.remote_updated;
    run.options.planned({.remote = true,
                         .create = false,
                         .kind = plan.pair.kind,
                         .fields = plan.patched,
                         .item_id = plan.pair.item_id,
                         .external_key = plan.pair.remote_key,
                         .summary = "update there"});
  }
  run.report.conflicts += plan.conflicts;
}

Result<void> MergePair(SyncRun& run, Pair pair, RemoteItem remote) {
  for (int round = 0; round < kMaxRounds; ++round) {
    const auto current = run.project.Get(pair.item_id);
    if (!current) return current.error();
    std::vector<PairPlan> plans;
    plans.push_back(Plan(run, pair, remote, *current));
    PairPlan& plan = plans.front();
    if (run.dry_run()) {
      ReportPlanned(run, plan);
      return {};
    }
    if (plan.patched != 0) {
      auto updated = WriteRemote(run, plan, remote);
      if (!updated) return updated.error();
      // What is on the remote side by now is the base of the next round, should there be one.
      remote = std::move(*updated);
    }
    if (!plan.local && !plan.pair_changed && plan.activity.empty()) return {};
    const Pair merged = plan.pair;
    const std::uint64_t patched = plan.patched;
    const auto changed_meanwhile = WriteLocal(run, plans);
    if (!changed_meanwhile) return changed_meanwhile.error();
    if (auto committed = run.project.Commit(); !committed) return committed;
    if (changed_meanwhile->empty()) return {};
    KeepPatchedBase(pair.base, merged.base, patched);
  }
  return Error{.status = TK_CONFLICT,
               .code = "item_busy",
               .message = "The item '" + pair.item_id + "' kept changing while it was synced.",
               .remedy = "It is tried again with the next sync."};
}

}  // namespace testkase::kit
