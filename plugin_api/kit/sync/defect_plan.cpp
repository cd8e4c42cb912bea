#include <utility>

#include "kit/sync/digest.h"
#include "kit/sync/field_merge.h"
#include "kit/sync/issue_body.h"
#include "kit/sync/pair_plan.h"
#include "kit/sync/words.h"

namespace testkase::kit {
namespace {

// The two values of one field as people read them, for the activity log.
struct Shown {
  std::string name;
  std::string ours;
  std::string theirs;
};

// Collects the decisions for the fields of one defect.
class DefectMerge {
 public:
  DefectMerge(const Tracker& tracker, const Pair& pair, const RemoteItem& remote,
              const Item& current, const LocalEdits& edits)
      : tracker_(tracker), remote_(remote), current_(current), edits_(edits) {
    plan_.pair = pair;
    item_.kind = TK_KIND_DEFECT;
    item_.id = current.id;
    item_.revision = current.revision;
  }

  PairPlan Run() {
    MergeTitle();
    MergeDescription();
    MergePriority();
    MergeStatus();
    UpdateLink();
    const bool writes = item_.present != 0 || plan_.patched != 0;
    if (writes || current_.sync_state != TK_SYNC_SYNCED) RefreshSyncState();
    if (item_.present != 0) plan_.local = std::move(item_);
    return std::move(plan_);
  }

 private:
  // Decides one field, records the decision and moves the base.
  FieldOutcome Decide(std::uint64_t field, FieldBase& base, const std::string& ours,
                      const std::string& theirs, bool agree, const Shown& shown) {
    const auto edited = edits_.time_ms.find(field);
    const FieldMerge merge = MergeField(
        base, {.ours = ours,
               .theirs = theirs,
               .agree = agree,
               .ours_ms = edited == edits_.time_ms.end() ? current_.updated_ms : edited->second,
               .theirs_ms = remote_.updated_ms});
    if (merge.outcome == FieldOutcome::kUnchanged) return merge.outcome;
    base = {ours, theirs};
    plan_.pair_changed = true;
    if (merge.outcome == FieldOutcome::kSettled) return merge.outcome;
    Record(field, merge, shown);
    return merge.outcome;
  }

  void Record(std::uint64_t field, const FieldMerge& merge, const Shown& shown) {
    const bool to_remote = merge.outcome == FieldOutcome::kTakeOurs;
    Activity entry{
        .action = to_remote ? TK_ACTIVITY_REMOTE_WRITE : TK_ACTIVITY_LOCAL_WRITE,
        .field = field,
        .item_id = current_.id,
        .external_key = remote_.key,
        .summary = shown.name + (to_remote ? " sent to the tracker" : " taken from the tracker"),
        .before = to_remote ? shown.theirs : shown.ours,
        .after = to_remote ? shown.ours : shown.theirs};
    if (merge.conflict) {
      entry.action = TK_ACTIVITY_CONFLICT;
      entry.summary += ", edited later than the other side's value";
      ++plan_.conflicts;
    }
    plan_.activity.push_back(std::move(entry));
  }

  void MergeTitle() {
    const std::string mine = RemoteTitle(tracker_, current_.title);
    const FieldOutcome outcome =
        Decide(TK_FIELD_TITLE, plan_.pair.base.title, Digest(current_.title), Digest(remote_.title),
               mine == remote_.title, {"Title", current_.title, remote_.title});
    if (outcome == FieldOutcome::kTakeOurs) {
      plan_.patch.title = mine;
      plan_.patched |= TK_FIELD_TITLE;
    } else if (outcome == FieldOutcome::kTakeTheirs) {
      item_.title = remote_.title;
      item_.present |= TK_FIELD_TITLE;
      plan_.pair.base.title.ours = Digest(item_.title);
    }
  }

  void MergeDescription() {
    const IssueBody body = SplitBody(remote_.body);
    const std::string mine = RemoteText(tracker_, current_.description, body.block);
    const std::string html = tracker_.ToHtml(body.text);
    const FieldOutcome outcome =
        Decide(TK_FIELD_DESCRIPTION, plan_.pair.base.description, Digest(current_.description),
               Digest(body.text), mine == body.text || html == current_.description,
               {"Description", current_.description, html});
    if (outcome == FieldOutcome::kTakeOurs) {
      plan_.patch.body = JoinBody({mine, body.block});
      plan_.patched |= TK_FIELD_DESCRIPTION;
    } else if (outcome == FieldOutcome::kTakeTheirs) {
      item_.description = html;
      item_.present |= TK_FIELD_DESCRIPTION;
      plan_.pair.base.description.ours = Digest(html);
      NoteCutText(body);
    }
  }

  // The remote side never had the whole of a cut text, so replacing it is a loss to be recorded.
  void NoteCutText(const IssueBody& body) {
    Activity& entry = plan_.activity.back();
    if (entry.action == TK_ACTIVITY_CONFLICT ||
        !IsCut(tracker_, current_.description, body.block)) {
      return;
    }
    entry.action = TK_ACTIVITY_CONFLICT;
    entry.summary += "; the text here was longer than the tracker could hold";
    ++plan_.conflicts;
  }

  void MergePriority() {
    const MappingTable& table = tracker_.mapping().priority;
    const int theirs = DefectValue(table, remote_.priority, current_.priority);
    const FieldOutcome outcome =
        Decide(TK_FIELD_PRIORITY, plan_.pair.base.priority, std::to_string(current_.priority),
               remote_.priority, !remote_.priority.empty() && theirs == current_.priority,
               {"Priority", PriorityName(TK_KIND_DEFECT, current_.priority),
                PriorityName(TK_KIND_DEFECT, theirs)});
    if (outcome == FieldOutcome::kTakeOurs) {
      plan_.patch.priority = RemoteWord(table, current_.priority);
      plan_.patched |= TK_FIELD_PRIORITY;
    } else if (outcome == FieldOutcome::kTakeTheirs) {
      SetValue(TK_FIELD_PRIORITY, current_.priority, item_.priority, theirs,
               plan_.pair.base.priority);
    }
  }

  void MergeStatus() {
    const MappingTable& table = tracker_.mapping().state;
    const int theirs = DefectValue(table, remote_.state, current_.status);
    const FieldOutcome outcome =
        Decide(TK_FIELD_STATUS, plan_.pair.base.status, std::to_string(current_.status),
               remote_.state, theirs == current_.status,
               {"Status", StatusName(TK_KIND_DEFECT, current_.status),
                StatusName(TK_KIND_DEFECT, theirs)});
    if (outcome == FieldOutcome::kTakeOurs) {
      plan_.patch.state = RemoteWord(table, current_.status);
      plan_.patched |= TK_FIELD_STATUS;
    } else if (outcome == FieldOutcome::kTakeTheirs) {
      SetValue(TK_FIELD_STATUS, current_.status, item_.status, theirs, plan_.pair.base.status);
    }
  }

  // A label that was taken away may leave the value as it is, and then there is nothing to write.
  void SetValue(std::uint64_t field, int current, int& member, int value, FieldBase& base) {
    base.ours = std::to_string(value);
    if (current == value) {
      plan_.activity.pop_back();
      return;
    }
    member = value;
    item_.present |= field;
  }

  void UpdateLink() {
    if (plan_.pair.remote_url == remote_.url && plan_.pair.remote_key == remote_.key) return;
    item_.external_id = remote_.id;
    item_.external_key = plan_.pair.remote_key = remote_.key;
    item_.external_url = plan_.pair.remote_url = remote_.url;
    item_.present |= TK_FIELD_EXTERNAL;
    plan_.pair_changed = true;
  }

  void RefreshSyncState() {
    if (current_.sync_state == TK_SYNC_SYNCED && current_.sync_note.empty()) return;
    item_.sync_state = TK_SYNC_SYNCED;
    item_.present |= TK_FIELD_SYNC;
  }

  const Tracker& tracker_;
  const RemoteItem& remote_;
  const Item& current_;
  const LocalEdits& edits_;
  PairPlan plan_;
  Item item_;
};

}  // namespace

PairPlan PlanDefect(const Tracker& tracker, const Pair& pair, const RemoteItem& remote,
                    const Item& current, const LocalEdits& edits) {
  return DefectMerge(tracker, pair, remote, current, edits).Run();
}

void SettlePatched(PairPlan& plan, const RemoteItem& updated) {
  Base& base = plan.pair.base;
  if (plan.patched & TK_FIELD_TITLE) base.title.theirs = Digest(updated.title);
  if (plan.patched & TK_FIELD_DESCRIPTION) {
    base.description.theirs = Digest(SplitBody(updated.body).text);
  }
  if (plan.patched & TK_FIELD_PRIORITY) base.priority.theirs = updated.priority;
  if (plan.patched & TK_FIELD_STATUS) base.status.theirs = updated.state;
}

}  // namespace testkase::kit
