// The body of an issue made from a defect: the defect's text, and below it a block of our own with
// the marker and a line that leads back to TestKase.
#ifndef TESTKASE_KIT_SYNC_ISSUE_BODY_H_
#define TESTKASE_KIT_SYNC_ISSUE_BODY_H_

#include <string>
#include <string_view>

#include "kit/project.h"
#include "kit/result.h"
#include "kit/sync/marker.h"
#include "kit/tracker.h"

namespace testkase::kit {

struct IssueBody {
  std::string text;   // what people wrote, without surrounding blank lines
  std::string block;  // ours; "" where somebody removed it
};

// Takes a body apart. Text behind the block belongs to the text as well.
IssueBody SplitBody(std::string_view body);

// Puts one together; SplitBody gives the same parts back.
std::string JoinBody(const IssueBody& body);

// The block for a defect. `test_case` may be nullptr.
std::string MakeBlock(const Marker& marker, const Item& defect, const Item* test_case,
                      std::string_view project_name, const Tracker& tracker);

// The defect's description in the tracker's markup, cut so that it fits into a body with `block`,
// and then ending in a note that says so.
std::string RemoteText(const Tracker& tracker, std::string_view html, std::string_view block);

// True where RemoteText had to cut.
bool IsCut(const Tracker& tracker, std::string_view html, std::string_view block);

// The defect's title as the tracker takes it: one line, cut to its limit with an ellipsis.
std::string RemoteTitle(const Tracker& tracker, std::string_view title);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_SYNC_ISSUE_BODY_H_
