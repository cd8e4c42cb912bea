// What a provider's adapter is to the sync engine: a tracker that can be read and written, in
// neutral words. An adapter translates; it holds no sync logic, no identity and no memory of what
// was synced.
#ifndef TESTKASE_KIT_TRACKER_H_
#define TESTKASE_KIT_TRACKER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/call.h"
#include "kit/mapping.h"
#include "kit/result.h"

namespace testkase::kit {

// The remote place that a connection is bound to.
struct Scope {
  std::string id;    // permanent: GitHub's numeric repository id; pairs are bound to it
  std::string name;  // what people call it now: "owner/name"
  std::string url;   // its web page
};

// One item of the tracker. All text is valid UTF-8 without NUL, lines end in LF; an absent body
// is "".
struct RemoteItem {
  std::string id;   // permanent: never reused, survives renames
  std::string key;  // what the tracker's users call it: "123"
  std::string url;  // its web page
  std::string title;
  std::string body;      // in the tracker's own markup
  std::string state;     // word of Mapping::state: "open"
  std::string priority;  // word of Mapping::priority: "high"; "" for none
  std::string author;    // login; "" for a deleted account
  bool own = false;      // made by the account that the connection's token belongs to
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  // Not empty: never to be imported, and why ("pull_request").
  std::string skip_reason;
  // What the adapter itself needs again for an update; the engine passes it through unread.
  std::vector<std::string> labels;
};

// Which items a walk gives. Positions in a walk must be stable against edits while it runs: an
// item that is touched meanwhile may be given again, none may be left out.
struct WalkRequest {
  std::int64_t since_ms = 0;  // only items updated at or after this; 0: all, in any state
  std::string next;           // where an earlier page ended (Page::next); "" for the first page
  std::string validator;      // Page::validator of the same request made earlier; "" for none
};

struct Page {
  bool not_modified = false;  // the same answer as the one that gave `validator`; no items then
  std::vector<RemoteItem> items;
  std::string next;            // "" on the last page
  std::string validator;       // opaque; "" where the tracker gave none. Bound to the credential
  std::int64_t server_ms = 0;  // the tracker's clock when it answered
  std::uint64_t total = 0;     // estimate of the items in the whole walk; 0: unknown
};

struct NewItem {
  std::string title;
  std::string body;
  std::string state;     // an item cannot always be made closed: the adapter closes it afterwards
  std::string priority;  // "" for none
};

// Members without a value stay as they are.
struct ItemPatch {
  std::optional<std::string> title;
  std::optional<std::string> body;
  std::optional<std::string> state;
  std::optional<std::string> priority;  // "" removes it
};

// What the adapter did in one run, for the report of the sync.
struct RequestCounts {
  std::uint64_t read = 0;
  std::uint64_t not_modified = 0;
  std::uint64_t write = 0;
};

struct TrackerLimits {
  std::size_t title_characters = 256;
  std::size_t body_characters = 65536;  // with everything that the kit adds
};

// Answer for Tracker::OpenScope, which may be answered from `validator` alone.
struct ScopeAnswer {
  bool not_modified = false;  // `scope` is then empty: the one known still holds
  Scope scope;
  std::string validator;
};

// All functions run in [work] calls, one at a time for each object. Each returns TK_CANCELLED
// within 2 s of the call's cancel, waits out rate limits by itself (Call::Wait), and fails with an
// Error whose remedy a user can follow.
class Tracker {
 public:
  virtual ~Tracker() = default;

  virtual const Mapping& mapping() const = 0;
  virtual TrackerLimits limits() const = 0;

  // What the settings name, in one normal form ("api.github.com/owner/name"): while it stays the
  // same, the connection stays bound to the place that it was first resolved to.
  virtual std::string address() const = 0;

  // Reads which place the settings name, following renames. `known_id` is the Scope::id that the
  // connection is bound to, "" for a new one; the address may by now lead to another place, and
  // the engine compares. `validator` as in WalkRequest.
  virtual Result<ScopeAnswer> OpenScope(const Call& call, std::string_view known_id,
                                        std::string_view validator) = 0;

  virtual Result<Page> Walk(const Call& call, const WalkRequest& request) = 0;

  // TK_NOT_FOUND where it is deleted, moved or not visible; the error's code says which.
  virtual Result<RemoteItem> Get(const Call& call, std::string_view key) = 0;

  // Items made by the token's own account at or after `since_ms`, newest first, complete: where
  // the engine looks for its marker after a create of unknown outcome.
  virtual Result<std::vector<RemoteItem>> OwnItemsSince(const Call& call,
                                                        std::int64_t since_ms) = 0;

  // Sends exactly one create, never repeating it by itself. `warnings` receives one line for each
  // thing that the tracker dropped or that could not be set. TK_TIMEOUT, TK_UNAVAILABLE and
  // TK_PROTOCOL mean that the outcome is unknown; every other error that nothing was made.
  virtual Result<RemoteItem> Create(const Call& call, const NewItem& item,
                                    std::vector<std::string>& warnings) = 0;

  // Changes what `patch` names and nothing else; other people's labels stay. Returns the item as
  // the tracker then has it.
  virtual Result<RemoteItem> Update(const Call& call, const RemoteItem& current,
                                    const ItemPatch& patch, std::vector<std::string>& warnings) = 0;

  // The tracker's markup as sanitised HTML, and rich text as the tracker's markup, in which
  // nothing can mention people or link to other items by accident.
  virtual std::string ToHtml(std::string_view markup) const = 0;
  virtual std::string FromHtml(std::string_view html) const = 0;

  // A plain title with the same care.
  virtual std::string FromPlainTitle(std::string_view title) const = 0;

  virtual RequestCounts counts() const = 0;  // since construction
};

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_TRACKER_H_
