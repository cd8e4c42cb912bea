// Makes the remote item of a defect exactly once, whatever is interrupted.
#ifndef TESTKASE_KIT_SYNC_CREATE_REMOTE_H_
#define TESTKASE_KIT_SYNC_CREATE_REMOTE_H_

#include <string_view>

#include "kit/result.h"
#include "kit/sync/sync_run.h"

namespace testkase::kit {

// An intent is durable before the create is sent, and the body carries a signed marker. Where the
// outcome is in doubt, by an answer that never came or an intent left by an earlier run, the marker
// is looked for among the account's recent items before anything is sent again.
// After an error that says that nothing was made, the intent is gone and the defect says why.
Result<void> CreateRemote(SyncRun& run, const Item& defect);

// Finishes the creates that earlier runs left. One that fails is counted and does not stop the
// others.
Result<void> CompleteIntents(SyncRun& run);

// Pairs a defect with the item that was made from it but whose answer was lost. Does nothing
// where the defect is gone or has its item already.
Result<void> AdoptCreated(SyncRun& run, std::string_view item_id, const RemoteItem& remote);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_CREATE_REMOTE_H_
