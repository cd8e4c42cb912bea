#include "kit/rich_text/block_layout.h"
#include "kit/rich_text/inline_layout.h"

namespace testkase::kit {
namespace {

// Puts the inline element `shell` inside `block`, around its content.
void PushDown(HtmlNode& block, const HtmlNode& shell) {
  if (block.is("hr") || block.is("pre")) return;
  if (IsStructural(block)) {
    for (HtmlNode& child : block.children) {
      if (!child.is_text()) PushDown(child, shell);
    }
    return;
  }
  HtmlNode wrapped = shell;
  wrapped.children = std::move(block.children);
  block.children.clear();
  block.children.push_back(std::move(wrapped));
}

// Reads a mixture of inline nodes and blocks into blocks and loose runs.
class Flow {
 public:
  HtmlNodes Read(const HtmlNodes& nodes) {
    AddAll(nodes);
    Flush();
    return std::move(out_);
  }

 private:
  void AddAll(const HtmlNodes& nodes) {
    for (const HtmlNode& node : nodes) {
      if (!HoldsBlock(node)) {
        run_.push_back(node);
      } else if (IsBlockElement(node.name)) {
        AddBlock(node);
      } else {
        AddInlineAroundBlocks(node);
      }
    }
  }

  void AddInlineAroundBlocks(const HtmlNode& node) {
    HtmlNode shell;
    shell.name = node.name;
    shell.attributes = node.attributes;
    HtmlNode group = shell;
    const auto end_group = [&] {
      if (!group.children.empty()) run_.push_back(group);
      group.children.clear();
    };
    for (const HtmlNode& child : node.children) {
      if (!HoldsBlock(child)) {
        group.children.push_back(child);
        continue;
      }
      end_group();
      HtmlNode block = child;
      if (IsBlockElement(block.name)) {
        PushDown(block, shell);
        AddBlock(block);
      } else {
        PushThrough(block, shell);
        AddInlineAroundBlocks(block);
      }
    }
    end_group();
  }

  // `node` is inline and holds blocks: the shell moves inside it, towards them.
  static void PushThrough(HtmlNode& node, const HtmlNode& shell) {
    HtmlNodes children;
    for (HtmlNode& child : node.children) {
      if (IsBlockElement(child.name)) {
        PushDown(child, shell);
        children.push_back(std::move(child));
      } else if (HoldsBlock(child)) {
        PushThrough(child, shell);
        children.push_back(std::move(child));
      } else {
        HtmlNode wrapped = shell;
        wrapped.children.push_back(std::move(child));
        children.push_back(std::move(wrapped));
      }
    }
    node.children = std::move(children);
  }

  void AddBlock(const HtmlNode& node) {
    Flush();
    const bool bare = node.attributes.empty();
    if (node.is("p")) {
      const HtmlNode outer = paragraph_;
      paragraph_ = {};
      paragraph_.name = "p";
      paragraph_.attributes = node.attributes;
      AddAll(node.children);
      Flush();
      paragraph_ = outer;
    } else if ((node.is("div") && bare) || node.is("dt") || node.is("dd") || node.is("summary") ||
               node.is("caption") || node.is("tr") || node.is("td") || node.is("th")) {
      AddAll(node.children);
      Flush();
    } else if (node.is("li")) {
      HtmlNode list;
      list.name = "ul";
      list.children.push_back(node);
      Push(LayOutBlock(list));
    } else {
      Push(LayOutBlock(node));
    }
  }

  void Push(HtmlNode block) {
    if (!block.is("hr") && block.children.empty()) return;
    out_.push_back(std::move(block));
  }

  void Flush() {
    HtmlNodes run = LayOutInline(run_);
    run_.clear();
    if (run.empty()) return;
    HtmlNode node = paragraph_;
    if (node.name.empty()) node.name = kLooseRun;
    node.children = std::move(run);
    out_.push_back(std::move(node));
  }

  HtmlNodes out_;
  HtmlNodes run_;
  HtmlNode paragraph_;
};

}  // namespace

HtmlNodes LayOutMixed(const HtmlNodes& nodes) { return Flow().Read(nodes); }

}  // namespace testkase::kit
