#include "kit/rich_text/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "kit/rich_text/allow_list.h"
#include "kit/rich_text/html_prefilter.h"
#include "kit/rich_text/utf8.h"

namespace testkase::kit {
namespace {

struct OutputDeleter {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

std::string ElementName(const GumboElement& element) {
  std::string_view name = gumbo_normalized_tagname(element.tag);
  GumboStringPiece original = element.original_tag;
  if (name.empty() && original.data != nullptr) {
    gumbo_tag_from_original_text(&original);
    if (original.data != nullptr) name = {original.data, original.length};
  }
  std::string lower;
  for (char c : name) lower += ToAsciiLower(c);
  return lower;
}

// Without the control characters that no page can show.
std::string VisibleText(std::string_view text) {
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r') {
      out += '\n';
    } else if ((byte >= ' ' && byte != 0x7F) || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return out;
}

void ReadChildren(const GumboVector& children, HtmlNodes& out);

const char* AttributeValue(const GumboElement& element, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? nullptr : attribute->value;
}

bool IsCheckbox(const GumboElement& element) {
  const char* type = AttributeValue(element, "type");
  std::string lower;
  for (char c : std::string_view(type == nullptr ? "" : type)) lower += ToAsciiLower(c);
  return lower == "checkbox";
}

void ReadAttributes(const GumboElement& element, HtmlNode& node) {
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
    if (node.Attribute(attribute.name) != nullptr) continue;
    auto value = AllowedAttribute(node.name, attribute.name, attribute.value);
    if (value) node.attributes.emplace_back(attribute.name, *std::move(value));
  }
  std::sort(node.attributes.begin(), node.attributes.end());
}

// The element's own rules that need more than one attribute.
ElementRule FinishElement(const GumboElement& element, HtmlNode& node) {
  if (node.is("input")) {
    if (!IsCheckbox(element)) return ElementRule::kDrop;
    const bool checked = AttributeValue(element, "checked") != nullptr;
    node.attributes = {{"type", "checkbox"}};
    if (checked) node.attributes.emplace_back("checked", "");
    node.attributes.emplace_back("disabled", "");
  } else if (node.is("a")) {
    const std::string* href = node.Attribute("href");
    if (href == nullptr) return ElementRule::kUnwrap;
    if (!href->starts_with('#')) node.attributes.emplace_back("rel", "nofollow noopener");
  } else if (node.is("img") && node.Attribute("src") == nullptr) {
    return ElementRule::kDrop;
  } else if (node.is("pre")) {
    const char* language = AttributeValue(element, "lang");
    if (language == nullptr) return ElementRule::kKeep;
    auto name = AllowedAttribute("code", "class", std::string("language-") + language);
    if (name) node.attributes.emplace_back("class", *std::move(name));
  } else if (node.is("center")) {
    node.name = "div";
    node.attributes = {{"align", "center"}};
    return ElementRule::kKeep;
  }
  return ElementRule::kKeep;
}

void ReadElement(const GumboElement& element, HtmlNodes& out) {
  HtmlNode node;
  node.name = ElementName(element);
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return;
  ElementRule rule = RuleForElement(node.name);
  if (rule == ElementRule::kDrop) return;
  ReadAttributes(element, node);
  const bool footnotes = node.is("section") && !node.attributes.empty();
  if (rule == ElementRule::kKeep || node.is("center")) rule = FinishElement(element, node);
  if (rule == ElementRule::kDrop) return;
  if (rule == ElementRule::kUnwrap) {
    ReadChildren(element.children, out);
    return;
  }
  if (rule == ElementRule::kUnwrapAsBlock && !footnotes) {
    node.name = "div";
    node.attributes.clear();
  }
  ReadChildren(element.children, node.children);
  out.push_back(std::move(node));
}

void ReadChildren(const GumboVector& children, HtmlNodes& out) {
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    switch (child.type) {
      case GUMBO_NODE_ELEMENT:
        ReadElement(child.v.element, out);
        break;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE: {
        std::string text = VisibleText(child.v.text.text);
        if (!out.empty() && out.back().is_text()) {
          out.back().text += text;
        } else if (!text.empty()) {
          out.push_back(TextNode(std::move(text)));
        }
        break;
      }
      default:
        break;
    }
  }
}

}  // namespace

const std::string* HtmlNode::Attribute(std::string_view attribute) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute) return &value;
  }
  return nullptr;
}

HtmlNode TextNode(std::string text) {
  HtmlNode node;
  node.text = std::move(text);
  return node;
}

bool IsBlockElement(std::string_view name) {
  constexpr std::string_view kBlocks[] = {
      "blockquote", "caption", "dd",    "details", "div", "dl", "dt",    "h1", "h2",
      "h3",         "h4",      "h5",    "h6",      "hr",  "li", "ol",    "p",  "pre",
      "section",    "summary", "table", "tbody",   "td",  "th", "thead", "tr", "ul"};
  return std::find(std::begin(kBlocks), std::end(kBlocks), name) != std::end(kBlocks);
}

bool HoldsBlock(const HtmlNode& node) {
  return IsBlockElement(node.name) ||
         std::any_of(node.children.begin(), node.children.end(), HoldsBlock);
}

std::string TextContent(const HtmlNodes& nodes) {
  std::string out;
  for (const HtmlNode& node : nodes) {
    out += node.is_text() ? node.text : node.is("br") ? "\n" : TextContent(node.children);
  }
  return out;
}

HtmlNodes ParseAllowedHtml(std::string_view html) {
  const std::string document = "<!DOCTYPE html><body>" + PrefilterHtml(html);
  const std::unique_ptr<GumboOutput, OutputDeleter> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, document.data(), document.size()));
  HtmlNodes nodes;
  const GumboVector& roots = output->root->v.element.children;
  for (unsigned i = 0; i < roots.length; ++i) {
    const auto& root = *static_cast<const GumboNode*>(roots.data[i]);
    if (root.type == GUMBO_NODE_ELEMENT && root.v.element.tag == GUMBO_TAG_BODY) {
      ReadChildren(root.v.element.children, nodes);
    }
  }
  return nodes;
}

HtmlNodes ReadRichText(std::string_view html) { return LayOutHtml(ParseAllowedHtml(html)); }

}  // namespace testkase::kit
