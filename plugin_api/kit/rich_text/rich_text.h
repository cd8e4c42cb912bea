// Rich text between TestKase (sanitised HTML) and trackers that write GitHub-flavoured Markdown.
// Pure functions, callable from any thread. Input is UTF-8; output is valid UTF-8 with LF line
// ends and without NUL, whatever the input.
#ifndef TESTKASE_KIT_RICH_TEXT_RICH_TEXT_H_
#define TESTKASE_KIT_RICH_TEXT_RICH_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace testkase::kit {

// Renders Markdown with GitHub's extensions (tables, task lists, strikethrough, autolinks, footnotes)
// to HTML that went through SanitizeHtml.
std::string MarkdownToHtml(std::string_view markdown);

// Keeps what an allow-list names (elements, attributes, URL schemes) and drops the rest: scripts
// and styles with their text, unknown elements without it. Idempotent.
std::string SanitizeHtml(std::string_view html);

// Writes HTML as Markdown that renders to the same rich text: HtmlToMarkdown(MarkdownToHtml(m)) is
// a fixed point after the first round. Text cannot become markup by accident.
std::string HtmlToMarkdown(std::string_view html);

// The same text in which no "@name", "@org/team", "#12", "GH-12", "owner/repo#12" or issue URL
// notifies a person or links to an issue when a tracker renders it. Code is left as it is, since
// it never notifies. Idempotent.
std::string NeutralizeReferences(std::string_view markdown);

// The same for one line of plain text that becomes a title.
std::string NeutralizeTitle(std::string_view title);

// Cuts Markdown to at most `max_characters` code points, at a paragraph, line or word where one
// is near, closing an open code fence; `note` (Markdown) is appended within that limit. Text that
// fits is returned as it is.
std::string TruncateMarkdown(std::string_view markdown, std::size_t max_characters,
                             std::string_view note);

// LF line ends, no NUL, invalid UTF-8 replaced by U+FFFD.
std::string NormalizeText(std::string_view text);

std::size_t CountCodePoints(std::string_view utf8);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_RICH_TEXT_H_
