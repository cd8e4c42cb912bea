// What the sync engine remembers between runs, in the host's store: the bound place, pairs, the
// position of the walk and of the journal, intents and owed work.
#ifndef TESTKASE_KIT_SYNC_SYNC_STORE_H_
#define TESTKASE_KIT_SYNC_SYNC_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/project.h"
#include "kit/result.h"
#include "kit/sync/pair.h"
#include "kit/tracker.h"

namespace testkase::kit {

// The place that the connection is bound to. It holds while the settings name the same address;
// `validator` answers OpenScope without content.
struct BoundScope {
  std::string address;
  Scope scope;
  std::string validator;
};

// One page of the last walk, so that asking for it again can be answered "not modified".
struct KnownPage {
  std::string request;  // WalkRequest::next that gave it
  std::string validator;
  std::string next;

  bool operator==(const KnownPage&) const = default;
};

// Where the walk over remote items stands. While `importing`, `next` is where to continue;
// afterwards `since_ms` is the cursor: the newest server time seen, minus an overlap.
struct WalkPosition {
  bool importing = true;
  std::string next;
  std::int64_t started_ms = 0;  // the server's clock when the running walk began
  std::int64_t newest_ms = 0;   // newest update seen in it
  std::int64_t since_ms = 0;
  std::uint64_t done = 0;
  std::vector<KnownPage> pages;

  bool operator==(const WalkPosition&) const = default;
};

// Durable before a create is sent: what was about to be made of which item.
struct Intent {
  std::string item_id;
  std::int64_t created_ms = 0;  // the host's clock
  Base base;                    // both sides as sent
};

// A pair that is owed another look, since the last one failed.
struct OwedLook {
  std::string item_id;
  std::uint64_t tries = 0;
  std::string reason;
};

Result<std::optional<BoundScope>> ReadBoundScope(const Project& project);
Result<void> WriteBoundScope(const Project& project, const BoundScope& bound);

// Everything below is kept for each scope apart, so that going back to an earlier repository finds
// its pairs again.
class SyncStore {
 public:
  SyncStore(const Project& project, std::string_view scope_id)
      : project_(&project), prefix_(std::string(scope_id) + "/") {}

  Result<std::optional<Pair>> PairOfRemote(std::string_view remote_id) const;
  Result<std::optional<Pair>> PairOfItem(std::string_view item_id) const;
  Result<std::vector<Pair>> AllPairs() const;
  Result<void> SavePair(const Pair& pair) const;

  Result<WalkPosition> ReadWalk() const;
  Result<void> WriteWalk(const WalkPosition& walk) const;

  Result<std::uint64_t> ReadJournalPosition() const;
  Result<void> WriteJournalPosition(std::uint64_t sequence) const;

  Result<std::optional<Intent>> ReadIntent(std::string_view item_id) const;
  Result<std::vector<Intent>> AllIntents() const;
  Result<void> WriteIntent(const Intent& intent) const;
  Result<void> EraseIntent(std::string_view item_id) const;

  Result<std::vector<OwedLook>> AllOwedLooks() const;
  Result<void> WriteOwedLook(const OwedLook& look) const;
  Result<void> EraseOwedLook(std::string_view item_id) const;

 private:
  std::string Key(std::string_view group, std::string_view id = {}) const;

  const Project* project_;
  std::string prefix_;
};

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_SYNC_STORE_H_
