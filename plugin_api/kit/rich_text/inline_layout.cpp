#include "kit/rich_text/inline_layout.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

void AppendText(HtmlNodes& nodes, std::string_view text) {
  if (!nodes.empty() && nodes.back().is_text()) {
    nodes.back().text += text;
  } else {
    nodes.push_back(TextNode(std::string(text)));
  }
}

class InlineLayout {
 public:
  HtmlNodes Run(const HtmlNodes& run) {
    HtmlNodes out;
    levels_.push_back(&out);
    AddAll(run);
    TrimEnd(out);
    return out;
  }

 private:
  void AddAll(const HtmlNodes& nodes) {
    for (const HtmlNode& node : nodes) Add(node);
  }

  void Add(const HtmlNode& node) {
    if (node.is_text()) {
      AddText(node.text);
    } else if (node.is("br")) {
      space_pending_ = false;
      if (!visible_) return;
      levels_.back()->push_back(node);
      at_line_start_ = true;
    } else if (node.is("img") || node.is("input")) {
      PlaceSpace();
      levels_.back()->push_back(node);
    } else if (node.is("code") && IsPlain(node) &&
               std::find(open_.begin(), open_.end(), "code") == open_.end()) {
      AddCode(node);
    } else {
      AddElement(node);
    }
  }

  static bool IsPlain(const HtmlNode& node) {
    for (const HtmlNode& child : node.children) {
      if (!child.is_text()) return false;
    }
    return true;
  }

  void AddText(std::string_view text) {
    std::size_t position = 0;
    while (position < text.size()) {
      if (IsAsciiSpace(text[position])) {
        space_pending_ = space_pending_ || !at_line_start_;
        ++position;
        continue;
      }
      std::size_t end = position;
      while (end < text.size() && !IsAsciiSpace(text[end])) ++end;
      PlaceSpace();
      AppendText(*levels_.back(), text.substr(position, end - position));
      position = end;
    }
  }

  // Spaces count inside code; line ends there are spaces, as in Markdown.
  void AddCode(const HtmlNode& node) {
    std::string text = TextContent(node.children);
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    if (text.find_first_not_of(' ') == std::string::npos) {
      AddText(text);
      return;
    }
    PlaceSpace();
    HtmlNode code = node;
    code.attributes.clear();
    code.children = {TextNode(std::move(text))};
    levels_.back()->push_back(std::move(code));
  }

  // A link cannot hold a link, and bold text in bold text is no bolder.
  static bool MayNest(const HtmlNode& node) {
    return !node.is("a") && !node.is("strong") && !node.is("em") && !node.is("del") &&
           !node.is("code");
  }

  void AddElement(const HtmlNode& node) {
    if (!MayNest(node) && std::find(open_.begin(), open_.end(), node.name) != open_.end()) {
      AddAll(node.children);
      return;
    }
    HtmlNodes children;
    levels_.push_back(&children);
    open_.push_back(node.name);
    AddAll(node.children);
    open_.pop_back();
    levels_.pop_back();
    if (children.empty()) return;
    HtmlNode element;
    element.name = node.name;
    element.attributes = node.attributes;
    if (element.is("code")) element.attributes.clear();
    element.children = std::move(children);
    levels_.back()->push_back(std::move(element));
  }

  // Writes the space that is due, outside the elements that have only just begun.
  void PlaceSpace() {
    if (space_pending_) {
      std::size_t level = levels_.size() - 1;
      while (level > 0 && levels_[level]->empty()) --level;
      AppendText(*levels_[level], " ");
    }
    space_pending_ = false;
    at_line_start_ = false;
    visible_ = true;
  }

  static void TrimEnd(HtmlNodes& nodes) {
    while (!nodes.empty()) {
      HtmlNode& last = nodes.back();
      if (last.is("br")) {
        nodes.pop_back();
      } else if (last.is_text() || last.children.empty() || last.is("code")) {
        return;
      } else {
        TrimEnd(last.children);
        if (!last.children.empty()) return;
        nodes.pop_back();
      }
    }
  }

  std::vector<HtmlNodes*> levels_;
  std::vector<std::string_view> open_;
  bool space_pending_ = false;
  bool at_line_start_ = true;
  bool visible_ = false;
};

}  // namespace

HtmlNodes LayOutInline(const HtmlNodes& run) { return InlineLayout().Run(run); }

}  // namespace testkase::kit
