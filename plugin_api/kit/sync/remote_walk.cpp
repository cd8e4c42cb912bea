#include "kit/sync/remote_walk.h"

#include <algorithm>
#include <set>
#include <utility>

#include "kit/sync/apply_plan.h"
#include "kit/sync/create_remote.h"
#include "kit/sync/marker.h"

namespace testkase::kit {
namespace {

// Trackers answer from replicas that lag, and give times in whole seconds of which an edge may be
// missing, so the cursor stays this far behind the newest time seen. What is read twice merges to
// nothing.
constexpr std::int64_t kOverlapMs = 60'000;

const KnownPage* FindKnownPage(const WalkPosition& walk, const std::string& request) {
  const auto page = std::find_if(walk.pages.begin(), walk.pages.end(),
                                 [&](const KnownPage& each) { return each.request == request; });
  return page == walk.pages.end() ? nullptr : &*page;
}

class Walker {
 public:
  explicit Walker(SyncRun& run) : run_(run) {}

  Result<void> Run() {
    auto stored = run_.store.ReadWalk();
    if (!stored) return stored.error();
    walk_ = std::move(*stored);
    checkpoint_ = walk_.importing && !run_.options.full;
    if (run_.options.full || !walk_.importing) StartOver();
    const std::string first = walk_.next;

    for (std::string request = first;;) {
      auto page = ReadPage(request);
      if (!page) return page.error();
      const std::string next = NextOf(*page, request);
      if (auto handled = HandlePage(*page, request, next); !handled) return handled;
      if (next.empty()) break;
      request = next;
    }
    if (run_.options.full) return LookForGone();
    return {};
  }

 private:
  // A walk that does not continue an interrupted import begins at its first page.
  void StartOver() {
    walk_.next.clear();
    walk_.done = 0;
    walk_.started_ms = 0;
  }

  Result<Page> ReadPage(const std::string& request) {
    WalkRequest walk_request;
    walk_request.next = request;
    walk_request.since_ms = Importing() ? 0 : walk_.since_ms;
    if (!Importing()) {
      if (const KnownPage* known = FindKnownPage(walk_, request)) {
        walk_request.validator = known->validator;
      }
    }
    return run_.tracker.Walk(run_.call, walk_request);
  }

  bool Importing() const { return walk_.importing || run_.options.full; }

  std::string NextOf(const Page& page, const std::string& request) const {
    if (!page.not_modified) return page.next;
    const KnownPage* known = FindKnownPage(walk_, request);
    return known == nullptr ? "" : known->next;
  }

  Result<void> HandlePage(const Page& page, const std::string& request, const std::string& next) {
    if (walk_.started_ms == 0) walk_.started_ms = page.server_ms;
    std::vector<PairPlan> plans;
    for (const RemoteItem& remote : page.items) {
      walk_.newest_ms = std::max(walk_.newest_ms, remote.updated_ms);
      seen_.insert(remote.id);
      if (auto planned = PlanItem(remote, plans); !planned) return planned;
    }
    walk_.done += page.items.size();
    ShowProgress(page, next);
    if (run_.dry_run()) {
      for (const PairPlan& plan : plans) ReportPlanned(run_, plan);
      return {};
    }
    const WalkPosition before = std::exchange(walk_, AfterPage(page, request, next));
    if (plans.empty() && before == walk_ && page.not_modified) return {};
    return Commit(plans);
  }

  Result<void> PlanItem(const RemoteItem& remote, std::vector<PairPlan>& plans) {
    if (!remote.skip_reason.empty()) {
      ++run_.report.skipped[remote.skip_reason];
      return {};
    }
    const auto pair = run_.store.PairOfRemote(remote.id);
    if (!pair) return pair.error();
    return *pair ? PlanKnown(**pair, remote, plans) : PlanUnknown(remote, plans);
  }

  Result<void> PlanKnown(const Pair& pair, const RemoteItem& remote, std::vector<PairPlan>& plans) {
    const bool edited_here = run_.edits.contains(pair.item_id);
    if (pair.kind == TK_KIND_DEFECT && edited_here) {
      run_.to_look.push_back(pair.item_id);
      return {};
    }
    if (pair.kind == TK_KIND_REQUIREMENT && !RequirementNeedsLook(pair, remote, 0)) return {};
    const auto current = run_.project.Get(pair.item_id);
    if (!current) return current.error();
    const auto edits = run_.edits.find(pair.item_id);
    PairPlan plan = pair.kind == TK_KIND_REQUIREMENT
                        ? PlanRequirement(run_.tracker, pair, remote, *current,
                                          edits == run_.edits.end() ? 0 : edits->second.fields)
                        : PlanDefect(run_.tracker, pair, remote, *current, {});
    if (plan.patched != 0) {
      run_.to_look.push_back(pair.item_id);
    } else if (plan.local || plan.pair_changed) {
      plans.push_back(std::move(plan));
    }
    return {};
  }

  // A marker counts only from the account that the token belongs to. With our signature it is a
  // create whose answer was lost; with another it is some other project's defect.
  Result<void> PlanUnknown(const RemoteItem& remote, std::vector<PairPlan>& plans) {
    const auto marker = remote.own ? FindMarker(remote.body) : std::nullopt;
    if (!marker) {
      plans.push_back(PlanNewRequirement(run_.tracker, remote));
      if (!Importing() || run_.options.full) {
        plans.back().activity.push_back(ImportedEntry(remote));
      }
      return {};
    }
    ++run_.report.skipped["defect_issue"];
    const auto holds = MarkerSigner(run_.call, run_.scope.id).Holds(*marker);
    if (!holds) return holds.error();
    if (*holds && !run_.dry_run()) return AdoptCreated(run_, marker->item_id, remote);
    return {};
  }

  static Activity ImportedEntry(const RemoteItem& remote) {
    return {.action = TK_ACTIVITY_LOCAL_WRITE,
            .external_key = remote.key,
            .summary = "Requirement created from the tracker",
            .after = remote.title};
  }

  WalkPosition AfterPage(const Page& page, const std::string& request,
                         const std::string& next) const {
    WalkPosition after = walk_;
    after.next = checkpoint_ ? next : "";
    if (!Importing() && !page.not_modified) {
      std::erase_if(after.pages, [&](const KnownPage& each) { return each.request == request; });
      if (!page.validator.empty()) after.pages.push_back({request, page.validator, next});
    }
    if (!next.empty()) return after;

    after.importing = false;
    after.started_ms = 0;
    after.done = 0;
    // What was touched while the walk ran may have been given before it was touched, so the cursor
    // stays behind the start as well.
    const std::int64_t reached = walk_.newest_ms == 0 ? walk_.started_ms
                                 : walk_.started_ms == 0
                                     ? walk_.newest_ms
                                     : std::min(walk_.newest_ms, walk_.started_ms);
    const std::int64_t since = std::max(walk_.since_ms, reached - kOverlapMs);
    if (since != after.since_ms) after.pages.clear();
    after.since_ms = since;
    return after;
  }

  Result<void> Commit(std::vector<PairPlan>& plans) {
    const auto changed_meanwhile = WriteLocal(run_, plans);
    if (!changed_meanwhile) return changed_meanwhile.error();
    run_.to_look.insert(run_.to_look.end(), changed_meanwhile->begin(), changed_meanwhile->end());
    for (const std::string& item_id : *changed_meanwhile) {
      // The page will not come again, so the look that it is owed has to be durable with it.
      const auto owed = run_.store.WriteOwedLook({item_id, 0, "edited during the sync"});
      if (!owed) return owed;
    }
    if (auto written = run_.store.WriteWalk(walk_); !written) return written;
    return run_.project.Commit();
  }

  void ShowProgress(const Page& page, const std::string& next) {
    if (!Importing()) return;
    if (page.total != 0) total_ = page.total;
    const std::uint64_t total = next.empty() ? walk_.done : std::max(total_, walk_.done);
    run_.call.Progress(walk_.done, next.empty() || total_ != 0 ? total : 0,
                       run_.options.full && !walk_.importing ? "comparing" : "importing");
  }

  // A full walk gives every remote item, so a pair that it did not give is looked at by itself.
  Result<void> LookForGone() {
    const auto pairs = run_.store.AllPairs();
    if (!pairs) return pairs.error();
    for (const Pair& pair : *pairs) {
      if (!seen_.contains(pair.remote_id)) run_.to_look.push_back(pair.item_id);
    }
    return {};
  }

  SyncRun& run_;
  WalkPosition walk_;
  bool checkpoint_ = false;
  std::uint64_t total_ = 0;
  std::set<std::string> seen_;  // remote ids, for LookForGone
};

}  // namespace

Result<void> WalkRemote(SyncRun& run) { return Walker(run).Run(); }

}  // namespace testkase::kit
