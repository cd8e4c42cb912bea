// The hidden, signed marker that a remote item made from a defect carries: how a create of unknown
// outcome is found again, and how a defect's issue is told from a requirement.
#ifndef TESTKASE_KIT_SYNC_MARKER_H_
#define TESTKASE_KIT_SYNC_MARKER_H_

#include <optional>
#include <string>
#include <string_view>

#include "kit/call.h"
#include "kit/result.h"

namespace testkase::kit {

struct Marker {
  std::string item_id;
  std::string signature;
};

// Signs and checks markers with the connection's signing key (TK_SECRET_SIGNING_KEY). A signature
// covers scope and item, so a marker copied to another place does not hold there.
class MarkerSigner {
 public:
  MarkerSigner(const Call& call, std::string scope_id) : call_(call), scope_id_(scope_id) {}

  Result<Marker> Sign(std::string_view item_id) const;
  Result<bool> Holds(const Marker& marker) const;

 private:
  Call call_;
  std::string scope_id_;
};

// One line of Markdown that renders to nothing.
std::string FormatMarker(const Marker& marker);

// The first marker that stands at the start of a line; a quoted one does not.
std::optional<Marker> FindMarker(std::string_view body);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_MARKER_H_
