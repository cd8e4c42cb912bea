#include "kit/sync/field_merge.h"

namespace testkase::kit {

FieldMerge MergeField(const FieldBase& base, const FieldNow& now) {
  const bool ours_moved = now.ours != base.ours;
  const bool theirs_moved = now.theirs != base.theirs;
  if (!ours_moved && !theirs_moved) return {FieldOutcome::kUnchanged, false};
  if (now.agree) return {FieldOutcome::kSettled, false};
  if (!theirs_moved) return {FieldOutcome::kTakeOurs, false};
  if (!ours_moved) return {FieldOutcome::kTakeTheirs, false};
  const bool ours_is_newer = now.ours_ms / 1000 > now.theirs_ms / 1000;
  return {ours_is_newer ? FieldOutcome::kTakeOurs : FieldOutcome::kTakeTheirs, true};
}

}  // namespace testkase::kit
