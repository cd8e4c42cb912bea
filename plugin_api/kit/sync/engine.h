// The sync engine: makes a project and a remote place alike. One call is one run.
#ifndef TESTKASE_KIT_SYNC_ENGINE_H_
#define TESTKASE_KIT_SYNC_ENGINE_H_

#include <string>
#include <string_view>

#include "kit/call.h"
#include "kit/result.h"
#include "kit/sync/sync_run.h"
#include "kit/tracker.h"

namespace testkase::kit {

// Finishes interrupted creates, walks the remote side, then carries local changes. `report` holds
// what was done also where it fails half-way. A crash at any point repeats work and loses nothing.
Result<void> RunSync(const Call& call, Tracker& tracker, std::string_view project_name,
                     const SyncOptions& options, SyncReport& report);

// Makes the remote item of a defect. TK_INVALID_STATE where it has one.
Result<void> PushDefect(const Call& call, Tracker& tracker, std::string_view project_name,
                        std::string_view defect_id);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_ENGINE_H_
