#include "kit/rich_text/block_layout.h"

#include <algorithm>
#include <iterator>

#include "kit/rich_text/inline_layout.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

bool IsHeading(const HtmlNode& node) {
  return node.name.size() == 2 && node.name[0] == 'h' && IsAsciiDigit(node.name[1]);
}

bool IsBlank(const HtmlNode& node) {
  return node.is_text() && std::all_of(node.text.begin(), node.text.end(), IsAsciiSpace);
}

void MakeParagraphs(HtmlNodes& blocks) {
  for (HtmlNode& block : blocks) {
    if (block.is(kLooseRun)) block.name = "p";
  }
}

HtmlNodes LayOutFlow(const HtmlNodes& nodes) {
  HtmlNodes blocks = LayOutMixed(nodes);
  MakeParagraphs(blocks);
  return blocks;
}

// Content that may hold no block: blocks become words.
void FlattenBlocks(const HtmlNodes& nodes, HtmlNodes& out) {
  for (const HtmlNode& node : nodes) {
    if (node.is_text()) {
      out.push_back(node);
    } else if (IsBlockElement(node.name)) {
      out.push_back(TextNode(" "));
      FlattenBlocks(node.children, out);
      out.push_back(TextNode(" "));
    } else {
      HtmlNode copy;
      copy.name = node.name;
      copy.attributes = node.attributes;
      FlattenBlocks(node.children, copy.children);
      out.push_back(std::move(copy));
    }
  }
}

HtmlNodes LayOutInlineOnly(const HtmlNodes& nodes) {
  HtmlNodes flat;
  FlattenBlocks(nodes, flat);
  return LayOutInline(flat);
}

void SpliceRuns(HtmlNodes& blocks) {
  HtmlNodes out;
  for (HtmlNode& block : blocks) {
    if (block.is(kLooseRun)) {
      std::move(block.children.begin(), block.children.end(), std::back_inserter(out));
    } else {
      out.push_back(std::move(block));
    }
  }
  blocks = std::move(out);
}

// In a loose list GitHub writes the box of a task before its first paragraph.
void MoveCheckboxIntoParagraph(HtmlNodes& blocks) {
  if (blocks.size() < 2 || !blocks[0].is(kLooseRun) || !blocks[1].is("p")) return;
  HtmlNodes& run = blocks[0].children;
  if (run.size() != 1 || !run[0].is("input")) return;
  HtmlNodes& paragraph = blocks[1].children;
  paragraph.insert(paragraph.begin(), {run[0], TextNode(" ")});
  paragraph = LayOutInline(paragraph);
  blocks.erase(blocks.begin());
}

bool HasParagraph(const HtmlNodes& blocks) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].is("p")) return true;
    if (i > 0 && blocks[i].is(kLooseRun) && blocks[i - 1].is(kLooseRun)) return true;
  }
  return false;
}

HtmlNode LayOutList(const HtmlNode& node) {
  HtmlNode list;
  list.name = node.name;
  list.attributes = node.attributes;
  bool loose = false;
  HtmlNodes stray;
  const auto end_stray = [&] {
    HtmlNodes blocks = LayOutMixed(stray);
    stray.clear();
    if (blocks.empty()) return;
    if (list.children.empty()) list.children.emplace_back().name = "li";
    HtmlNodes& last = list.children.back().children;
    std::move(blocks.begin(), blocks.end(), std::back_inserter(last));
    loose = loose || HasParagraph(last);
  };
  for (const HtmlNode& child : node.children) {
    if (!child.is("li")) {
      if (!IsBlank(child)) stray.push_back(child);
      continue;
    }
    end_stray();
    HtmlNode item;
    item.name = "li";
    item.attributes = child.attributes;
    item.children = LayOutMixed(child.children);
    MoveCheckboxIntoParagraph(item.children);
    loose = loose || HasParagraph(item.children);
    list.children.push_back(std::move(item));
  }
  end_stray();
  if (loose && list.children.size() == 1) {
    HtmlNodes& only = list.children[0].children;
    if (only.size() == 1 && only[0].attributes.empty() &&
        list.children[0].attributes.empty()) {  // Markdown cannot say this any other way.
      only[0].name = kLooseRun;
      loose = false;
    }
  }
  for (HtmlNode& item : list.children) {
    if (loose) {
      MakeParagraphs(item.children);
    } else {
      SpliceRuns(item.children);
    }
  }
  return list;
}

HtmlNode LayOutCell(const HtmlNode& node) {
  HtmlNode cell;
  cell.name = node.name;
  cell.attributes = node.attributes;
  cell.children = LayOutMixed(node.children);
  if (cell.children.size() == 1 && cell.children[0].attributes.empty() &&
      (cell.children[0].is("p") || cell.children[0].is(kLooseRun))) {
    HtmlNodes inline_nodes = std::move(cell.children[0].children);
    cell.children = std::move(inline_nodes);
  } else {
    MakeParagraphs(cell.children);
  }
  return cell;
}

HtmlNode LayOutTable(const HtmlNode& node) {
  HtmlNode out;
  out.name = node.name;
  for (const HtmlNode& child : node.children) {
    HtmlNode part;
    if (child.is("td") || child.is("th")) {
      out.children.push_back(LayOutCell(child));
      continue;
    }
    if (child.is("caption")) {
      part.name = "caption";
      part.children = LayOutInlineOnly(child.children);
    } else if (IsStructural(child)) {
      part = LayOutTable(child);
    }
    if (!part.children.empty()) out.children.push_back(std::move(part));
  }
  return out;
}

void FlattenPreformatted(const HtmlNodes& nodes, bool in_link, HtmlNodes& out) {
  for (const HtmlNode& node : nodes) {
    if (node.is_text() || node.is("br")) {
      const std::string text = node.is_text() ? node.text : "\n";
      if (!out.empty() && out.back().is_text()) {
        out.back().text += text;
      } else {
        out.push_back(TextNode(text));
      }
    } else if (IsBlockElement(node.name) || node.is("code") || (in_link && node.is("a"))) {
      FlattenPreformatted(node.children, in_link, out);
    } else {
      HtmlNode copy;
      copy.name = node.name;
      copy.attributes = node.attributes;
      FlattenPreformatted(node.children, in_link || node.is("a"), copy.children);
      if (!copy.children.empty() || node.is("img")) out.push_back(std::move(copy));
    }
  }
}

// A code block is always pre > code, and its text ends with a line end.
HtmlNode LayOutPreformatted(const HtmlNode& node) {
  HtmlNode code;
  code.name = "code";
  code.attributes = node.attributes;
  for (const HtmlNode& child : node.children) {
    if (child.is("code") && code.attributes.empty()) code.attributes = child.attributes;
  }
  FlattenPreformatted(node.children, false, code.children);
  if (!code.children.empty()) {
    if (!code.children.back().is_text()) code.children.push_back(TextNode("\n"));
    std::string& last = code.children.back().text;
    if (!last.ends_with('\n')) last += '\n';
  }
  HtmlNode out;
  out.name = "pre";
  out.children.push_back(std::move(code));
  return out;
}

HtmlNode LayOutDetails(const HtmlNode& node) {
  HtmlNode out;
  out.name = node.name;
  out.attributes = node.attributes;
  HtmlNodes rest;
  HtmlNode summary;
  summary.name = "summary";
  for (const HtmlNode& child : node.children) {
    if (child.is("summary") && summary.children.empty()) {
      summary.children = LayOutInlineOnly(child.children);
    } else {
      rest.push_back(child);
    }
  }
  out.children = LayOutFlow(rest);
  if (!summary.children.empty()) out.children.insert(out.children.begin(), std::move(summary));
  return out;
}

HtmlNode LayOutDefinitions(const HtmlNode& node) {
  HtmlNode out;
  out.name = node.name;
  for (const HtmlNode& child : node.children) {
    HtmlNode part;
    part.name = child.name;
    if (child.is("dt")) {
      part.children = LayOutInlineOnly(child.children);
    } else if (child.is("dd")) {
      part = LayOutCell(child);
    } else {
      part.name = "dd";
      part.children = LayOutFlow({child});
      if (part.children.size() == 1 && part.children[0].is("p")) {
        HtmlNodes inline_nodes = std::move(part.children[0].children);
        part.children = std::move(inline_nodes);
      }
    }
    if (!part.children.empty()) out.children.push_back(std::move(part));
  }
  return out;
}

}  // namespace

bool IsStructural(const HtmlNode& node) {
  return node.is("ul") || node.is("ol") || node.is("dl") || node.is("table") || node.is("thead") ||
         node.is("tbody") || node.is("tr");
}

HtmlNode LayOutBlock(const HtmlNode& node) {
  if (node.is("ul") || node.is("ol")) return LayOutList(node);
  if (node.is("dl")) return LayOutDefinitions(node);
  if (node.is("pre")) return LayOutPreformatted(node);
  if (node.is("details")) return LayOutDetails(node);
  if (IsStructural(node)) return LayOutTable(node);
  HtmlNode out;
  out.name = node.name;
  out.attributes = node.attributes;
  if (IsHeading(node)) {
    out.children = LayOutInlineOnly(node.children);
  } else if (!node.is("hr")) {
    out.children = LayOutFlow(node.children);
  }
  return out;
}

HtmlNodes LayOutHtml(const HtmlNodes& nodes) { return LayOutFlow(nodes); }

}  // namespace testkase::kit
