// The inbound half of a sync: walks over what changed on the remote side.
#ifndef TESTKASE_KIT_SYNC_REMOTE_WALK_H_
#define TESTKASE_KIT_SYNC_REMOTE_WALK_H_

#include "kit/result.h"
#include "kit/sync/sync_run.h"

namespace testkase::kit {

// Reads remote items page by page and commits each page together with the position of the walk, so
// that a crash repeats one page at most. Pairs that need a remote write are left to `run.to_look`.
// The first walk takes everything; later ones what changed since the cursor; a full one compares
// every pair and looks for those that are gone.
Result<void> WalkRemote(SyncRun& run);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_REMOTE_WALK_H_
