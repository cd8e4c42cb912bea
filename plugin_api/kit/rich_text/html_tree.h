// The tree that rich text is read into and written from. It holds only what the allow-list names.
#ifndef TESTKASE_KIT_RICH_TEXT_HTML_TREE_H_
#define TESTKASE_KIT_RICH_TEXT_HTML_TREE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace testkase::kit {

struct HtmlNode {
  std::string name;  // Empty for text.
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<HtmlNode> children;

  bool is_text() const { return name.empty(); }
  bool is(std::string_view element) const { return name == element; }
  // The value, or nullptr where the attribute is absent.
  const std::string* Attribute(std::string_view attribute) const;
};

using HtmlNodes = std::vector<HtmlNode>;

HtmlNode TextNode(std::string text);

bool IsBlockElement(std::string_view name);

// True where `node` is a block or holds one.
bool HoldsBlock(const HtmlNode& node);

// All text below the nodes, in order.
std::string TextContent(const HtmlNodes& nodes);

// Parses normalised UTF-8 and keeps what the allow-list names. Unknown elements give way to their
// content; their aliases (b, i, strike, …) become the element that Markdown renders to.
HtmlNodes ParseAllowedHtml(std::string_view html);

// One layout for one meaning: top-level text gets a paragraph, white space outside code collapses,
// blocks inside inline elements move out, lists are tight or loose as a whole. What this returns
// is its own layout.
HtmlNodes LayOutHtml(const HtmlNodes& nodes);

// Both steps above.
HtmlNodes ReadRichText(std::string_view html);

enum class HtmlStyle {
  kPage,        // as SanitizeHtml returns it
  kInMarkdown,  // without blank lines, which would end an HTML block, and without `rel`
};

std::string WriteHtml(const HtmlNodes& nodes, HtmlStyle style);
std::string WriteOpenTag(const HtmlNode& node, HtmlStyle style);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_HTML_TREE_H_
