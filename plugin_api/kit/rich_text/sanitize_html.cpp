#include "kit/rich_text/html_tree.h"
#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

bool IsVoid(const HtmlNode& node) {
  return node.is("br") || node.is("hr") || node.is("img") || node.is("input");
}

void Escape(std::string_view text, bool attribute, std::string& out) {
  for (char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (attribute && c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
}

class Writer {
 public:
  explicit Writer(HtmlStyle style) : style_(style) {}

  void Nodes(const HtmlNodes& nodes) {
    for (const HtmlNode& node : nodes) Node(node);
  }

  void OpenTag(const HtmlNode& node) {
    out_ += '<';
    out_ += node.name;
    for (const auto& [name, value] : node.attributes) {
      if (style_ == HtmlStyle::kInMarkdown && name == "rel") continue;
      out_ += ' ';
      out_ += name;
      out_ += "=\"";
      Escape(value, true, out_);
      out_ += '"';
    }
    out_ += '>';
  }

  std::string Take() { return std::move(out_); }

 private:
  void Node(const HtmlNode& node) {
    if (node.is_text()) {
      Text(node.text);
      return;
    }
    const bool block = IsBlockElement(node.name);
    if (block && !out_.empty() && out_.back() != '\n') out_ += '\n';
    OpenTag(node);
    if (!IsVoid(node)) {
      const bool preformatted = node.is("pre");
      preformatted_ = preformatted_ || preformatted;
      Nodes(node.children);
      if (preformatted) preformatted_ = false;
      if (HoldsBlockChild(node) && out_.back() != '\n') out_ += '\n';
      out_ += "</" + node.name + '>';
    }
    if (block) out_ += '\n';
  }

  static bool HoldsBlockChild(const HtmlNode& node) {
    for (const HtmlNode& child : node.children) {
      if (IsBlockElement(child.name)) return true;
    }
    return false;
  }

  void Text(std::string_view text) {
    if (!preformatted_ || style_ == HtmlStyle::kPage) {
      Escape(text, false, out_);
      return;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      // White space at a line's start is written so that no line is blank and none is re-indented.
      const bool line_start = out_.empty() || out_.back() == '\n';
      if (line_start && (text[i] == '\n' || text[i] == ' ' || text[i] == '\t')) {
        out_ += text[i] == '\n' ? "&#10;" : text[i] == ' ' ? "&#32;" : "&#9;";
      } else {
        Escape(text.substr(i, 1), false, out_);
      }
    }
  }

  HtmlStyle style_;
  std::string out_;
  bool preformatted_ = false;
};

}  // namespace

std::string WriteHtml(const HtmlNodes& nodes, HtmlStyle style) {
  Writer writer(style);
  writer.Nodes(nodes);
  return writer.Take();
}

std::string WriteOpenTag(const HtmlNode& node, HtmlStyle style) {
  Writer writer(style);
  writer.OpenTag(node);
  return writer.Take();
}

std::string SanitizeHtml(std::string_view html) {
  return WriteHtml(ReadRichText(NormalizeText(html)), HtmlStyle::kPage);
}

}  // namespace testkase::kit
