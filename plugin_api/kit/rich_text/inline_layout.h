// White space in a run of inline nodes, as a browser shows it.
#ifndef TESTKASE_KIT_RICH_TEXT_INLINE_LAYOUT_H_
#define TESTKASE_KIT_RICH_TEXT_INLINE_LAYOUT_H_

#include "kit/rich_text/html_tree.h"

namespace testkase::kit {

// Collapses white space outside code, moves it out of the edges of inline elements, and drops
// empty elements and the line breaks and spaces at both ends.
HtmlNodes LayOutInline(const HtmlNodes& run);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_INLINE_LAYOUT_H_
