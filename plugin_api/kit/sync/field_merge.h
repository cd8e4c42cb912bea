// The three-way decision for one field of one pair.
#ifndef TESTKASE_KIT_SYNC_FIELD_MERGE_H_
#define TESTKASE_KIT_SYNC_FIELD_MERGE_H_

#include <cstdint>
#include <string>

#include "kit/sync/pair.h"

namespace testkase::kit {

enum class FieldOutcome {
  kUnchanged,   // neither side moved
  kSettled,     // a side moved and both agree: only the base moves
  kTakeOurs,    // the remote side is to become what TestKase has
  kTakeTheirs,  // TestKase is to become what the remote side has
};

// One field as it stands now, in the form of FieldBase. `agree`: both values mean the same, so that
// neither is to be written (In-Progress and open).
struct FieldNow {
  std::string ours;
  std::string theirs;
  bool agree = false;
  std::int64_t ours_ms = 0;  // when each side was edited last; 0: unknown
  std::int64_t theirs_ms = 0;
};

struct FieldMerge {
  FieldOutcome outcome = FieldOutcome::kUnchanged;
  bool conflict = false;  // both moved apart: the caller records the value that lost
};

// Where both sides moved to different values, the one edited later wins. Times are compared in
// whole seconds, which is all that trackers give, and a tie goes to the remote side, whose time
// covers edits of every field and so is never too early.
FieldMerge MergeField(const FieldBase& base, const FieldNow& now);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_FIELD_MERGE_H_
