#include <algorithm>
#include <optional>

#include "kit/rich_text/markdown_text.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

// One stretch of output. An emphasis delimiter is chosen when its neighbours are known: where
// Markdown's flanking rules would not read it as one, the HTML tag stands instead.
struct Piece {
  std::string text;
  std::string_view tag;  // set for delimiters
  bool opening = false;
  std::size_t partner = 0;
};

std::size_t LongestRun(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (char each : text) {
    run = each == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string CodeSpan(std::string_view text) {
  const std::string fence(LongestRun(text, '`') + 1, '`');
  const bool padded = text.starts_with('`') || text.ends_with('`') ||
                      (text.starts_with(' ') && text.ends_with(' '));
  const std::string_view padding = padded ? " " : "";
  std::string out = fence;
  out += padding;
  out += text;
  out += padding;
  return out + fence;
}

std::string EscapeEntities(std::string_view text, std::string_view also) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped =
        text[i] == '&' ? IsEntityAt(text, i) : also.find(text[i]) != std::string_view::npos;
    if (escaped) out += '\\';
    out += text[i];
  }
  return out;
}

std::string LinkTarget(std::string_view url, const std::string* title) {
  int depth = 0;
  bool balanced = !url.empty();
  for (char c : url) {
    if (c == '(') ++depth;
    if (c == ')' && --depth < 0) balanced = false;
  }
  balanced = balanced && depth == 0;
  std::string out = "(";
  out += balanced || url.empty() ? EscapeEntities(url, "") : "<" + EscapeEntities(url, "") + ">";
  if (title != nullptr) out += " \"" + EscapeEntities(*title, "\"\\") + '"';
  return out + ')';
}

bool IsAutolink(const HtmlNode& node, const std::string& href) {
  return (href.starts_with("http://") || href.starts_with("https://")) &&
         node.children.size() == 1 && node.children[0].is_text() && node.children[0].text == href &&
         href.find_first_of(" <>") == std::string::npos && node.Attribute("title") == nullptr &&
         node.Attribute("class") == nullptr && EscapeEntities(href, "") == href;
}

class InlineWriter {
 public:
  explicit InlineWriter(const InlineContext& context) : context_(context) {}

  std::string Write(const HtmlNodes& nodes) {
    Nodes(nodes);
    ResolveDelimiters();
    std::string out;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (i > 0 && pieces_[i].text.starts_with('[') && out.ends_with('!') &&
          !out.ends_with("\\!")) {
        out.insert(out.size() - 1, 1, '\\');
      }
      out += pieces_[i].text;
    }
    return out;
  }

 private:
  void Nodes(const HtmlNodes& nodes) {
    for (const HtmlNode& node : nodes) Node(node);
  }

  void Raw(std::string text) { pieces_.push_back({std::move(text), {}, false, 0}); }

  void Node(const HtmlNode& node) {
    if (node.is_text()) {
      Raw(EscapeMarkdownText(node.text, in_link_));
    } else if (node.is("br")) {
      LineBreak();
    } else if (node.is("strong") || node.is("em") || node.is("del")) {
      Delimited(node);
    } else if (node.is("code") && node.children.size() == 1 && node.children[0].is_text()) {
      Code(node);
    } else if (node.is("a")) {
      Link(node);
    } else if (node.is("img")) {
      Image(node);
    } else if (node.is("sup") && node.Attribute("class") != nullptr && FootnoteName(node)) {
      Raw("[^" + *FootnoteName(node) + "]");
    } else {
      Element(node);
    }
  }

  void LineBreak() {
    // A blank line would end the paragraph; a lone backslash at a line's end is a break too.
    const bool blank = !pieces_.empty() && pieces_.back().text.ends_with('\n');
    Raw(blank && context_.line_break == "\n" ? "\\\n" : std::string(context_.line_break));
  }

  static std::optional<std::string> FootnoteName(const HtmlNode& node) {
    if (node.children.size() != 1 || !node.children[0].is("a")) return std::nullopt;
    const std::string* href = node.children[0].Attribute("href");
    if (href == nullptr || !href->starts_with("#fn-")) return std::nullopt;
    return href->substr(4);
  }

  void Element(const HtmlNode& node) {
    Raw(WriteOpenTag(node, HtmlStyle::kInMarkdown));
    if (node.is("input")) return;
    Nodes(node.children);
    Raw("</" + node.name + '>');
  }

  void Delimited(const HtmlNode& node) {
    const bool nested = std::find(open_.begin(), open_.end(), node.name) != open_.end();
    if (nested) {
      Element(node);
      return;
    }
    const std::string_view mark = node.is("strong") ? "**" : node.is("em") ? "_" : "~~";
    const std::size_t opener = pieces_.size();
    pieces_.push_back({std::string(mark), node.name, true, 0});
    open_.push_back(node.name);
    Nodes(node.children);
    open_.pop_back();
    pieces_[opener].partner = pieces_.size();
    pieces_.push_back({std::string(mark), node.name, false, opener});
  }

  void Code(const HtmlNode& node) {
    if (!pieces_.empty() && pieces_.back().text.ends_with('`')) {
      Element(node);
    } else {
      Raw(CodeSpan(node.children[0].text));
    }
  }

  void Link(const HtmlNode& node) {
    const std::string& href = *node.Attribute("href");
    if (node.Attribute("class") != nullptr || node.Attribute("id") != nullptr || in_link_) {
      Element(node);
      return;
    }
    if (IsAutolink(node, href)) {
      Raw("<" + href + ">");
      return;
    }
    in_link_ = true;
    Raw("[");
    Nodes(node.children);
    Raw("]" + LinkTarget(href, node.Attribute("title")));
    in_link_ = false;
  }

  void Image(const HtmlNode& node) {
    for (const auto& [name, value] : node.attributes) {
      if (name != "src" && name != "alt" && name != "title") {
        Raw(WriteOpenTag(node, HtmlStyle::kInMarkdown));
        return;
      }
    }
    if (node.Attribute("alt") == nullptr) {
      Raw(WriteOpenTag(node, HtmlStyle::kInMarkdown));
      return;
    }
    Raw("![" + EscapeMarkdownText(*node.Attribute("alt"), true) + "]" +
        LinkTarget(*node.Attribute("src"), node.Attribute("title")));
  }

  // ' ' at the edges of the block; any byte outside ASCII counts as a letter, or, where that may be
  // wrong (Unicode space or punctuation), the check after writing finds out.
  char Before(std::size_t index) const {
    return index == 0 || pieces_[index - 1].text.empty() ? ' ' : pieces_[index - 1].text.back();
  }
  char After(std::size_t index) const {
    return index + 1 >= pieces_.size() || pieces_[index + 1].text.empty()
               ? ' '
               : pieces_[index + 1].text.front();
  }

  static bool IsInWord(char c) { return !IsAsciiSpace(c) && !IsAsciiPunctuation(c); }

  static bool Flanks(char outside, char inside) {
    if (IsAsciiSpace(inside)) return false;
    if (!IsAsciiPunctuation(inside)) return true;
    return IsAsciiSpace(outside) || IsAsciiPunctuation(outside);
  }

  void ResolveDelimiters() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].tag.empty() || !pieces_[i].opening) continue;
      Piece& opener = pieces_[i];
      Piece& closer = pieces_[opener.partner];
      const char outside_left = Before(i);
      const char outside_right = After(opener.partner);
      const char mark = opener.text[0];
      bool works = Flanks(outside_left, After(i)) && Flanks(outside_right, Before(opener.partner));
      if (outside_left == mark || outside_right == mark) works = false;
      if (After(i) == mark || Before(opener.partner) == mark) works = false;
      if (mark == '_' && works && (IsInWord(outside_left) || IsInWord(outside_right))) {
        // "_" does nothing inside a word, and "*" would join a neighbouring "**".
        works = outside_left != '*' && outside_right != '*' && After(i) != '*' &&
                Before(opener.partner) != '*';
        opener.text = closer.text = "*";
      }
      if (!works) {
        opener.text = "<" + std::string(opener.tag) + ">";
        closer.text = "</" + std::string(closer.tag) + ">";
      }
    }
  }

  InlineContext context_;
  std::vector<Piece> pieces_;
  std::vector<std::string_view> open_;
  bool in_link_ = false;
};

}  // namespace

std::string WriteMarkdownInline(const HtmlNodes& nodes, const InlineContext& context) {
  return InlineWriter(context).Write(nodes);
}

}  // namespace testkase::kit
