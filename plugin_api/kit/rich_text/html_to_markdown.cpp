#include <algorithm>
#include <optional>

#include "kit/rich_text/cmark_document.h"
#include "kit/rich_text/html_tree.h"
#include "kit/rich_text/markdown_text.h"
#include "kit/rich_text/rich_text.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

std::string WriteBlocks(const HtmlNodes& nodes, std::string_view separator, bool in_list);

std::string RawBlock(const HtmlNode& node) {
  std::string html = WriteHtml({node}, HtmlStyle::kInMarkdown);
  while (html.ends_with('\n')) html.pop_back();
  return html;
}

// Each line of `text` behind `prefix`, the first behind `first`; blank lines keep no trailing
// space.
std::string Indent(std::string_view text, std::string_view first, std::string_view prefix) {
  std::string out;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    out += start == 0 ? first : prefix;
    out += text.substr(start, end - start);
    while (out.ends_with(' ') && (end == start)) out.pop_back();
    if (end < text.size()) out += '\n';
    start = end + 1;
  }
  return out;
}

std::string WriteHeading(const HtmlNode& node) {
  std::string text = WriteMarkdownInline(node.children, {.line_break = "<br>"});
  if (text.ends_with('#')) text.insert(text.size() - 1, 1, '\\');
  return std::string(static_cast<std::size_t>(node.name[1] - '0'), '#') + ' ' + text;
}

std::optional<std::string> WriteCodeBlock(const HtmlNode& node) {
  const HtmlNode& code = node.children[0];
  std::string text;
  for (const HtmlNode& child : code.children) {
    if (!child.is_text()) return std::nullopt;
    text += child.text;
  }
  std::size_t length = 3;
  std::size_t run = 0;
  for (char c : text) {
    run = c == '`' ? run + 1 : 0;
    length = std::max(length, run + 1);
  }
  std::string out(length, '`');
  if (const std::string* language = code.Attribute("class")) {
    out += language->substr(std::string_view("language-").size());
  }
  return out + '\n' + text + std::string(length, '`');
}

std::string WriteList(const HtmlNode& node, bool alternate) {
  std::size_t number = 1;
  if (const std::string* start = node.Attribute("start")) number = std::stoul(*start);
  const auto holds_paragraph = [](const HtmlNode& item) {
    return std::any_of(item.children.begin(), item.children.end(),
                       [](const HtmlNode& child) { return child.is("p"); });
  };
  const bool loose = std::any_of(node.children.begin(), node.children.end(), holds_paragraph);
  std::string out;
  for (const HtmlNode& item : node.children) {
    std::string marker(alternate ? "* " : "- ");
    if (node.is("ol")) marker = std::to_string(number++) + (alternate ? ") " : ". ");
    const std::string body = WriteBlocks(item.children, loose ? "\n\n" : "\n", true);
    if (!out.empty()) out += loose ? "\n\n" : "\n";
    out += Indent(body, marker, std::string(marker.size(), ' '));
  }
  return out;
}

bool IsInlineOnly(const HtmlNodes& nodes) {
  return std::none_of(nodes.begin(), nodes.end(),
                      [](const HtmlNode& node) { return HoldsBlock(node); });
}

std::string WriteRow(const HtmlNode& row) {
  std::string out = "|";
  for (const HtmlNode& cell : row.children) {
    std::string text = WriteMarkdownInline(cell.children, {.line_break = "<br>"});
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '|') text.insert(i++, 1, '\\');
    }
    out += ' ' + text + " |";
  }
  return out;
}

bool SameShape(const HtmlNode& row, const HtmlNode& header, std::string_view cell_name) {
  if (!row.is("tr") || row.children.size() != header.children.size()) return false;
  for (std::size_t i = 0; i < row.children.size(); ++i) {
    const HtmlNode& cell = row.children[i];
    if (!cell.is(cell_name) || !IsInlineOnly(cell.children)) return false;
    if (cell.attributes != header.children[i].attributes) return false;
    for (const auto& [name, value] : cell.attributes) {
      if (name != "align") return false;
    }
  }
  return true;
}

std::optional<std::string> WriteTable(const HtmlNode& node) {
  if (node.children.empty() || node.children.size() > 2 || !node.children[0].is("thead") ||
      node.children[0].children.size() != 1) {
    return std::nullopt;
  }
  const HtmlNode& header = node.children[0].children[0];
  if (!SameShape(header, header, "th")) return std::nullopt;
  std::string out = WriteRow(header) + "\n|";
  for (const HtmlNode& cell : header.children) {
    const std::string* align = cell.Attribute("align");
    const std::string_view side = align == nullptr ? "" : std::string_view(*align);
    out += side == "left"     ? " :-- |"
           : side == "right"  ? " --: |"
           : side == "center" ? " :-: |"
                              : " --- |";
  }
  if (node.children.size() == 2) {
    if (!node.children[1].is("tbody")) return std::nullopt;
    for (const HtmlNode& row : node.children[1].children) {
      if (!SameShape(row, header, "td")) return std::nullopt;
      out += '\n' + WriteRow(row);
    }
  }
  return out;
}

std::string WriteAround(const HtmlNode& node, const HtmlNodes& content, const std::string& head) {
  return WriteOpenTag(node, HtmlStyle::kInMarkdown) + head + "\n\n" +
         WriteBlocks(content, "\n\n", false) + "\n\n</" + node.name + '>';
}

std::string WriteDetails(const HtmlNode& node) {
  HtmlNodes content = node.children;
  std::string head;
  if (!content.empty() && content[0].is("summary")) {
    head = '\n' + RawBlock(content[0]);
    content.erase(content.begin());
  }
  return WriteAround(node, content, head);
}

void RemoveBackReferences(HtmlNodes& nodes) {
  std::erase_if(nodes, [](const HtmlNode& node) {
    const std::string* name = node.Attribute("class");
    return node.is("a") && name != nullptr && *name == "footnote-backref";
  });
  for (HtmlNode& node : nodes) RemoveBackReferences(node.children);
  if (!nodes.empty() && nodes.back().is_text()) {
    std::string& text = nodes.back().text;
    while (text.ends_with(' ')) text.pop_back();
  }
}

std::optional<std::string> WriteFootnotes(const HtmlNode& node) {
  if (node.children.size() != 1 || !node.children[0].is("ol")) return std::nullopt;
  std::string out;
  for (const HtmlNode& item : node.children[0].children) {
    const std::string* id = item.Attribute("id");
    if (id == nullptr || !id->starts_with("fn-")) return std::nullopt;
    HtmlNodes content = item.children;
    RemoveBackReferences(content);
    if (!out.empty()) out += "\n\n";
    out += Indent(WriteBlocks(content, "\n\n", true), "[^" + id->substr(3) + "]: ", "    ");
  }
  return out;
}

std::string WriteBlock(const HtmlNode& node, bool alternate, bool in_list) {
  const bool bare = node.attributes.empty();
  std::optional<std::string> out;
  if (node.is("p") && bare) {
    out = EscapeLineStarts(WriteMarkdownInline(node.children, {}));
  } else if (node.name.size() == 2 && node.name[0] == 'h' && IsAsciiDigit(node.name[1]) && bare) {
    out = WriteHeading(node);
  } else if (node.is("hr")) {
    out = in_list ? "___" : "---";
  } else if (node.is("blockquote")) {
    out = Indent(WriteBlocks(node.children, "\n\n", false), "> ", "> ");
  } else if (node.is("ul") || node.is("ol")) {
    out = WriteList(node, alternate);
  } else if (node.is("pre")) {
    out = WriteCodeBlock(node);
  } else if (node.is("table")) {
    out = WriteTable(node);
  } else if (node.is("details")) {
    out = WriteDetails(node);
  } else if (node.is("div")) {
    out = WriteAround(node, node.children, "");
  } else if (node.is("section")) {
    out = WriteFootnotes(node);
  }
  return out ? *std::move(out) : RawBlock(node);
}

// A task's box as Markdown writes it; other boxes stay HTML.
std::string WriteItemText(HtmlNodes nodes, bool task_allowed) {
  std::string box;
  if (task_allowed && nodes.size() > 1 && nodes[0].is("input") && nodes[1].is_text() &&
      nodes[1].text.starts_with(' ')) {
    box = nodes[0].Attribute("checked") != nullptr ? "[x] " : "[ ] ";
    nodes.erase(nodes.begin());
    nodes[0].text.erase(0, 1);
  }
  return box + EscapeLineStarts(WriteMarkdownInline(nodes, {}));
}

std::string WriteBlocks(const HtmlNodes& nodes, std::string_view separator, bool in_list) {
  std::string out;
  std::string_view previous;
  bool alternate = false;
  for (std::size_t i = 0; i < nodes.size();) {
    const bool first = i == 0;
    const HtmlNode& node = nodes[i];
    if (!out.empty()) out += separator;
    if (!IsBlockElement(node.name)) {
      HtmlNodes run;
      while (i < nodes.size() && !IsBlockElement(nodes[i].name)) run.push_back(nodes[i++]);
      out += WriteItemText(std::move(run), in_list && first);
      previous = {};
      continue;
    }
    // Neighbouring lists of one kind would become one list unless their markers differ.
    alternate = node.is(previous) && !alternate;
    if (node.is("p") && node.attributes.empty() && in_list && first) {
      out += WriteItemText(node.children, true);
    } else {
      out += WriteBlock(node, alternate, in_list);
    }
    previous = node.name;
    ++i;
  }
  return out;
}

bool RendersTo(const std::string& markdown, const HtmlNodes& nodes) {
  const HtmlNodes rendered = ReadRichText(RenderUnsafeHtml(markdown));
  return WriteHtml(rendered, HtmlStyle::kPage) == WriteHtml(nodes, HtmlStyle::kPage);
}

bool HoldsFootnote(const HtmlNode& node) {
  const std::string* name = node.Attribute("class");
  if (name != nullptr && name->starts_with("footnote")) return true;
  return std::any_of(node.children.begin(), node.children.end(), HoldsFootnote);
}

std::string JoinRaw(const HtmlNodes& nodes) {
  std::string out;
  for (const HtmlNode& node : nodes) {
    if (!out.empty()) out += "\n\n";
    out += RawBlock(node);
  }
  return out;
}

// Markdown has corners that no table of rules covers, so what was written is rendered and compared.
// Where a block came out differently, that block is written as HTML, which Markdown may hold.
std::string WriteVerified(const HtmlNodes& nodes) {
  std::string markdown = WriteBlocks(nodes, "\n\n", false);
  if (RendersTo(markdown, nodes)) return markdown;
  std::string mixed;
  std::string_view previous;
  bool alternate = false;
  for (const HtmlNode& node : nodes) {
    alternate = node.is(previous) && !alternate;
    previous = node.name;
    std::string block = WriteBlock(node, alternate, false);
    if (!HoldsFootnote(node) && !RendersTo(block, {node})) block = RawBlock(node);
    if (!mixed.empty()) mixed += "\n\n";
    mixed += block;
  }
  if (RendersTo(mixed, nodes)) return mixed;
  return JoinRaw(nodes);
}

}  // namespace

std::string HtmlToMarkdown(std::string_view html) {
  const HtmlNodes nodes = ReadRichText(NormalizeText(html));
  if (nodes.empty()) return {};
  return WriteVerified(nodes) + '\n';
}

}  // namespace testkase::kit
