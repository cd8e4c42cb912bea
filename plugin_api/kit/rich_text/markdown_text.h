// Words as Markdown, and HTML's inline elements as Markdown.
#ifndef TESTKASE_KIT_RICH_TEXT_MARKDOWN_TEXT_H_
#define TESTKASE_KIT_RICH_TEXT_MARKDOWN_TEXT_H_

#include <string>
#include <string_view>

#include "kit/rich_text/html_tree.h"

namespace testkase::kit {

// Escapes what would become markup inside a line. `in_link`: bare URLs do not link there.
std::string EscapeMarkdownText(std::string_view text, bool in_link);

// Escapes what would start a block at the beginning of each line of a paragraph.
std::string EscapeLineStarts(std::string_view paragraph);

// True where "&…;" at `position` would be read as an entity.
bool IsEntityAt(std::string_view text, std::size_t position);

struct InlineContext {
  std::string_view line_break = "\n";  // "<br>" where a line end would end the block
};

// `nodes` are laid out (LayOutHtml). An element that Markdown cannot say becomes inline HTML.
std::string WriteMarkdownInline(const HtmlNodes& nodes, const InlineContext& context);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_MARKDOWN_TEXT_H_
