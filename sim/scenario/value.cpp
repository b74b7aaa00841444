#include "sim/scenario/value.hpp"

#include <algorithm>

namespace crossflow {
namespace {

constexpr std::size_t line_width = 100;

bool is_null_word(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

/// Whether a scalar reads back as itself without quotes, also inside { } and [ ].
bool stands_plain(std::string_view text) {
  if (is_null_word(text) || text == "-" || text.front() == ' ' || text.back() == ' ') return false;
  if (std::string_view("?:#&*!|>'\"%@`{}[],").find(text.front()) != std::string_view::npos) return false;
  if (text.starts_with("- ") || text.starts_with("---") || text.starts_with("...") || text.starts_with("<<")) {
    return false;
  }
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f && std::string_view(":#{}[],\"").find(c) == std::string_view::npos;
  });
}

std::string quoted(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string scalar_text(std::string_view text) {
  return stands_plain(text) ? std::string(text) : quoted(text);
}

std::vector<const Value::Entry*> in_order(const Value& map) {
  std::vector<const Value::Entry*> order;
  for (const auto& entry : map.entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
  return order;
}

std::string one_line(const Value& value, bool sorted) {
  switch (value.kind) {
    case Value::Kind::null:
      return "~";
    case Value::Kind::scalar:
      return scalar_text(value.scalar);
    case Value::Kind::list: {
      std::string out;
      for (const auto& item : value.items) out += (out.empty() ? "" : ", ") + one_line(item, sorted);
      return "[" + out + "]";
    }
    case Value::Kind::map: {
      std::string out;
      const auto add = [&](const Value::Entry& entry) {
        out += (out.empty() ? "" : ", ") + scalar_text(entry.key) + ": " + one_line(entry.value, sorted);
      };
      if (sorted) {
        for (const auto* entry : in_order(value)) add(*entry);
      } else {
        for (const auto& entry : value.entries) add(entry);
      }
      return "{" + out + "}";
    }
  }
  return {};
}

/// Maps of maps stand in block style, so that a reader finds his way.
bool is_shallow(const Value& value) {
  return std::none_of(value.entries.begin(), value.entries.end(),
                      [](const auto& entry) { return !entry.value.entries.empty() && !is_shallow(entry.value); }) &&
         std::none_of(value.items.begin(), value.items.end(), [](const auto& item) { return !is_shallow(item); });
}

void write_block(const Value& value, std::size_t indent, std::string& out);

void write_after(const std::string& head, const Value& value, std::size_t indent, std::string& out) {
  out += std::string(indent, ' ') + head;
  const bool leaf = !value.is_map() && !value.is_list();
  const std::string line = leaf || is_shallow(value) ? one_line(value, true) : std::string();
  if (leaf || (!line.empty() && indent > 0 && indent + head.size() + 1 + line.size() <= line_width)) {
    out += " " + line + "\n";
  } else if (value.items.empty() && value.entries.empty()) {
    out += value.is_map() ? " {}\n" : " []\n";
  } else {
    out += "\n";
    write_block(value, indent + 2, out);
  }
}

void write_block(const Value& value, std::size_t indent, std::string& out) {
  if (value.is_map()) {
    for (const auto* entry : in_order(value)) write_after(scalar_text(entry->key) + ":", entry->value, indent, out);
  } else {
    for (const auto& item : value.items) write_after("-", item, indent, out);
  }
}

}  // namespace

Value Value::text(std::string scalar, Place place) {
  Value value;
  value.kind = Kind::scalar;
  value.scalar = std::move(scalar);
  value.place = std::move(place);
  return value;
}

const Value* Value::find(std::string_view key) const {
  for (const auto& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Value* Value::find(std::string_view key) {
  return const_cast<Value*>(static_cast<const Value*>(this)->find(key));  // NOLINT: this is not const
}

std::vector<std::string> Value::keys() const {
  std::vector<std::string> out;
  for (const auto& entry : entries) out.push_back(entry.key);
  return out;
}

std::string yaml_text(const Value& value) {
  if (!value.is_map() && !value.is_list()) return one_line(value, true) + "\n";
  if (value.entries.empty() && value.items.empty()) return value.is_map() ? "{}\n" : "[]\n";
  std::string out;
  write_block(value, 0, out);
  return out;
}

std::string flow_text(const Value& value) {
  return one_line(value, false);
}

std::string describe(const Value& value) {
  constexpr std::size_t longest = 60;
  switch (value.kind) {
    case Value::Kind::null:
      return "nothing";
    case Value::Kind::list:
      return "a list";
    case Value::Kind::map:
      return "a map";
    case Value::Kind::scalar:
      break;
  }
  std::string text;
  for (const char c : value.scalar) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (text.size() <= longest) return "'" + text + "'";
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return "'" + text.substr(0, end) + "...'";
}

}  // namespace crossflow
