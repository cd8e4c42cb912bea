// Finds, in Markdown source, what could notify a person or link to an issue once it is rendered.
#ifndef TESTKASE_KIT_RICH_TEXT_REFERENCE_SCAN_H_
#define TESTKASE_KIT_RICH_TEXT_REFERENCE_SCAN_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace testkase::kit {

// Replacing `length` bytes at `position` by `replacement` disarms one reference.
struct ReferenceEdit {
  std::size_t position = 0;
  std::size_t length = 0;
  std::string replacement;
  bool in_url = false;
};

// Finds more rather than fewer: entities, backslash escapes, comments and tags are looked through
// in every way that a renderer may. The edits are in order and do not overlap. Whether a place is
// code, where nothing refers, is not known here.
std::vector<ReferenceEdit> FindReferences(std::string_view markdown);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_REFERENCE_SCAN_H_
