// What one look at a pair decides to write on each side. Deciding and writing are apart, so that a
// dry run decides the same and writes nothing.
#ifndef TESTKASE_KIT_SYNC_PAIR_PLAN_H_
#define TESTKASE_KIT_SYNC_PAIR_PLAN_H_

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "kit/project.h"
#include "kit/sync/pair.h"
#include "kit/tracker.h"

namespace testkase::kit {

// When people last edited which fields of one item in TestKase, from the journal.
struct LocalEdits {
  std::uint64_t fields = 0;                       // TK_FIELD_*
  std::map<std::uint64_t, std::int64_t> time_ms;  // by field
};

struct PairPlan {
  std::optional<Item> local;  // to put; `present` says which members, an empty id creates
  std::uint64_t patched = 0;  // TK_FIELD_* that `patch` changes
  ItemPatch patch;
  std::vector<Activity> activity;
  std::uint64_t conflicts = 0;
  Pair pair;  // as it is once everything above is written
  bool pair_changed = false;
};

// A remote item that becomes a requirement.
PairPlan PlanNewRequirement(const Tracker& tracker, const RemoteItem& remote);

// True where PlanRequirement could decide to write; false spares reading the requirement.
bool RequirementNeedsLook(const Pair& pair, const RemoteItem& remote, std::uint64_t edited_fields);

// Title, description and status come from the remote side. The priority follows its label only
// when the label's word itself changes, so that a manual priority stays until then.
// `edited_fields`: what people changed here meanwhile, as they can while disconnected; it gives
// way to the remote side, and is recorded.
PairPlan PlanRequirement(const Tracker& tracker, const Pair& pair, const RemoteItem& remote,
                         const Item& current, std::uint64_t edited_fields);

// Every mapped field goes both ways.
PairPlan PlanDefect(const Tracker& tracker, const Pair& pair, const RemoteItem& remote,
                    const Item& current, const LocalEdits& edits);

// After the patch was written: takes the base of the patched fields from what the tracker then has.
void SettlePatched(PairPlan& plan, const RemoteItem& updated);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_PAIR_PLAN_H_
