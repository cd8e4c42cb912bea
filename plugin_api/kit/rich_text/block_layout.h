// How blocks, and inline content among them, take their one layout.
#ifndef TESTKASE_KIT_RICH_TEXT_BLOCK_LAYOUT_H_
#define TESTKASE_KIT_RICH_TEXT_BLOCK_LAYOUT_H_

#include <string_view>

#include "kit/rich_text/html_tree.h"

namespace testkase::kit {

// A run of inline content that stands among blocks without a paragraph of its own, until the
// block around it decides what it is.
inline constexpr std::string_view kLooseRun = "#run";

// Reads a mixture of inline nodes and blocks into laid-out blocks and loose runs. Inline elements
// around blocks move inside them.
HtmlNodes LayOutMixed(const HtmlNodes& nodes);

// `node` is a block. The answer has no children where nothing visible is left.
HtmlNode LayOutBlock(const HtmlNode& node);

// Lists and tables, whose children are fixed by their kind.
bool IsStructural(const HtmlNode& node);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_BLOCK_LAYOUT_H_
