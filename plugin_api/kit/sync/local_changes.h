// The outbound half of a sync: carries what people changed in TestKase to the remote side.
#ifndef TESTKASE_KIT_SYNC_LOCAL_CHANGES_H_
#define TESTKASE_KIT_SYNC_LOCAL_CHANGES_H_

#include "kit/result.h"
#include "kit/sync/sync_run.h"

namespace testkase::kit {

// Reads the journal into `run.edits`. Returns the position that the run will have reached once
// CarryLocalChanges is through.
Result<std::uint64_t> ReadLocalEdits(SyncRun& run);

// Looks at each pair that was edited here, that the walk left to it, or that is owed another look:
// reads the remote item afresh and merges. An item that fails is recorded, owed another look, and
// does not stop the others. The journal position moves when all are through.
Result<void> CarryLocalChanges(SyncRun& run, std::uint64_t journal_position);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_LOCAL_CHANGES_H_
