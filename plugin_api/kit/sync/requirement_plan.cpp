#include <utility>

#include "kit/sync/digest.h"
#include "kit/sync/pair_plan.h"
#include "kit/sync/words.h"

namespace testkase::kit {
namespace {

// For fields that only ever come from the remote side, the base needs only its side.
Base TheirBase(const RemoteItem& remote) {
  return {.title = {"", Digest(remote.title)},
          .description = {"", Digest(remote.body)},
          .priority = {"", remote.priority},
          .status = {"", remote.state}};
}

bool ExternalMoved(const Pair& pair, const RemoteItem& remote) {
  return pair.remote_key != remote.key || pair.remote_url != remote.url;
}

void SetExternal(Item& item, Pair& pair, const RemoteItem& remote) {
  item.external_id = pair.remote_id = remote.id;
  item.external_key = pair.remote_key = remote.key;
  item.external_url = pair.remote_url = remote.url;
  item.present |= TK_FIELD_EXTERNAL;
}

Activity Entry(const Item& current, const RemoteItem& remote, std::uint64_t field,
               std::string summary, std::string before, std::string after) {
  return {.action = TK_ACTIVITY_LOCAL_WRITE,
          .field = field,
          .item_id = current.id,
          .external_key = remote.key,
          .summary = std::move(summary),
          .before = std::move(before),
          .after = std::move(after)};
}

}  // namespace

PairPlan PlanNewRequirement(const Tracker& tracker, const RemoteItem& remote) {
  PairPlan plan;
  Item item;
  item.kind = TK_KIND_REQUIREMENT;
  item.present = TK_FIELD_TITLE | TK_FIELD_DESCRIPTION | TK_FIELD_PRIORITY | TK_FIELD_STATUS |
                 TK_FIELD_SYNC | TK_FIELD_AUTHOR;
  item.title = remote.title;
  item.description = tracker.ToHtml(remote.body);
  item.priority = RequirementValue(tracker.mapping().priority, remote.priority);
  item.status = RequirementValue(tracker.mapping().state, remote.state);
  item.sync_state = TK_SYNC_SYNCED;
  item.author = remote.author;
  item.created_ms = remote.created_ms;
  item.updated_ms = remote.updated_ms;
  plan.pair.kind = TK_KIND_REQUIREMENT;
  plan.pair.base = TheirBase(remote);
  plan.pair_changed = true;
  SetExternal(item, plan.pair, remote);
  plan.local = std::move(item);
  return plan;
}

bool RequirementNeedsLook(const Pair& pair, const RemoteItem& remote, std::uint64_t edited_fields) {
  constexpr std::uint64_t kFromRemote = TK_FIELD_TITLE | TK_FIELD_DESCRIPTION | TK_FIELD_STATUS;
  return (edited_fields & kFromRemote) != 0 || pair.base != TheirBase(remote) ||
         ExternalMoved(pair, remote);
}

PairPlan PlanRequirement(const Tracker& tracker, const Pair& pair, const RemoteItem& remote,
                         const Item& current, std::uint64_t edited_fields) {
  PairPlan plan;
  plan.pair = pair;
  plan.pair.base = TheirBase(remote);
  plan.pair_changed = plan.pair.base != pair.base;

  Item item;
  item.kind = TK_KIND_REQUIREMENT;
  item.id = current.id;
  item.revision = current.revision;

  const auto take = [&](std::uint64_t field, std::string_view name, const std::string& before,
                        const std::string& after) {
    item.present |= field;
    const bool conflict = (edited_fields & field) != 0;
    Activity entry = Entry(current, remote, field,
                           std::string(name) + " taken from the tracker" +
                               (conflict ? ", over an edit made here" : ""),
                           before, after);
    if (conflict) {
      entry.action = TK_ACTIVITY_CONFLICT;
      ++plan.conflicts;
    }
    plan.activity.push_back(std::move(entry));
  };

  const auto due = [&](std::uint64_t field, const FieldBase& base, const std::string& theirs) {
    return base.theirs != theirs || (edited_fields & field) != 0;
  };
  if (due(TK_FIELD_TITLE, pair.base.title, plan.pair.base.title.theirs) &&
      current.title != remote.title) {
    item.title = remote.title;
    take(TK_FIELD_TITLE, "Title", current.title, item.title);
  }
  if (due(TK_FIELD_DESCRIPTION, pair.base.description, plan.pair.base.description.theirs)) {
    item.description = tracker.ToHtml(remote.body);
    if (item.description != current.description) {
      take(TK_FIELD_DESCRIPTION, "Description", current.description, item.description);
    }
  }
  const int status = RequirementValue(tracker.mapping().state, remote.state);
  if (due(TK_FIELD_STATUS, pair.base.status, remote.state) && status != current.status) {
    item.status = status;
    take(TK_FIELD_STATUS, "Status", StatusName(TK_KIND_REQUIREMENT, current.status),
         StatusName(TK_KIND_REQUIREMENT, status));
  }
  const int priority = RequirementValue(tracker.mapping().priority, remote.priority);
  if (pair.base.priority.theirs != remote.priority && priority != current.priority) {
    item.priority = priority;
    item.present |= TK_FIELD_PRIORITY;
    plan.activity.push_back(Entry(current, remote, TK_FIELD_PRIORITY,
                                  "Priority taken from the label",
                                  PriorityName(TK_KIND_REQUIREMENT, current.priority),
                                  PriorityName(TK_KIND_REQUIREMENT, priority)));
  }
  if (ExternalMoved(pair, remote)) {
    SetExternal(item, plan.pair, remote);
    plan.pair_changed = true;
  }
  if (current.sync_state != TK_SYNC_SYNCED) {
    item.sync_state = TK_SYNC_SYNCED;
    item.present |= TK_FIELD_SYNC;
  }
  if (item.present != 0) plan.local = std::move(item);
  return plan;
}

}  // namespace testkase::kit
