// Writes what a plan decided, or reports it in a dry run.
#ifndef TESTKASE_KIT_SYNC_APPLY_PLAN_H_
#define TESTKASE_KIT_SYNC_APPLY_PLAN_H_

#include <functional>
#include <string>
#include <vector>

#include "kit/result.h"
#include "kit/sync/pair_plan.h"
#include "kit/sync/sync_run.h"

namespace testkase::kit {

// Writes the local side, the pairs and the activity of plans that have no remote writes, without
// committing. Returns the item ids whose items a person changed in the meantime: nothing of theirs
// is written, and they want another look.
Result<std::vector<std::string>> WriteLocal(SyncRun& run, std::vector<PairPlan>& plans);

// Looks at one pair and makes both sides alike: reads the item, plans, writes the remote side, then
// commits the local side. A person who edits the item meanwhile costs another round.
Result<void> MergePair(SyncRun& run, Pair pair, RemoteItem remote);

// Counts, in a dry run, what the plan would do and hands it to the caller.
void ReportPlanned(SyncRun& run, const PairPlan& plan);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_APPLY_PLAN_H_
