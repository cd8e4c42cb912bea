// What all parts of one run of the sync engine share.
#ifndef TESTKASE_KIT_SYNC_SYNC_RUN_H_
#define TESTKASE_KIT_SYNC_SYNC_RUN_H_

#include <testkase/sync.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kit/call.h"
#include "kit/project.h"
#include "kit/result.h"
#include "kit/sync/pair_plan.h"
#include "kit/sync/sync_store.h"
#include "kit/tracker.h"

namespace testkase::kit {

// One write that a dry run would make.
struct PlannedWrite {
  bool remote = false;
  bool create = false;
  std::uint32_t kind = 0;
  std::uint64_t fields = 0;
  std::string item_id = {};
  std::string external_key = {};
  std::string summary = {};
};

struct SyncReport {
  std::uint64_t local_created = 0;
  std::uint64_t local_updated = 0;
  std::uint64_t remote_created = 0;
  std::uint64_t remote_updated = 0;
  std::uint64_t conflicts = 0;
  std::uint64_t errors = 0;
  std::map<std::string, std::uint64_t> skipped;  // by reason
};

struct SyncOptions {
  bool full = false;
  // Set: a dry run, which gives each write to it and makes none.
  std::function<void(const PlannedWrite&)> planned;
};

struct SyncRun {
  const Call& call;
  Tracker& tracker;
  const Project& project;
  const Scope& scope;
  std::string project_name;
  SyncStore store;
  SyncOptions options;
  SyncReport& report;

  std::map<std::string, LocalEdits> edits;  // by item id: what the journal holds
  std::vector<std::string> to_look;         // items whose pair wants a look of its own

  bool dry_run() const { return static_cast<bool>(options.planned); }
};

// True for errors after which no other item can fare better, so that the run ends: cancelled, out
// of time, credential refused, limit reached, network gone.
bool EndsRun(const Error& error);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_SYNC_RUN_H_
