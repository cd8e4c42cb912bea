// What must be gone before the HTML parser sees the text.
#ifndef TESTKASE_KIT_RICH_TEXT_HTML_PREFILTER_H_
#define TESTKASE_KIT_RICH_TEXT_HTML_PREFILTER_H_

#include <string>
#include <string_view>

namespace testkase::kit {

// Removes comments, declarations, elements whose content is raw text (script, style, …) and
// document-level tags, and every tag that would nest deeper than a person ever writes. The parser's
// work grows with the square of the depth, and it frees its tree by recursion: after this, both are
// bounded. Only makes input smaller; safety is still the allow-list's matter.
std::string PrefilterHtml(std::string_view html);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_HTML_PREFILTER_H_
