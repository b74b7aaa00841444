// Whose station it is: one authority, several at one stop, or nobody's.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/base/authority.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

using Words = std::vector<std::tuple<std::string, std::string, std::string>>;

Words words_of_one() {
  Words words;
  for (const Authority& a : known_authorities) words.emplace_back(a.name, a.name, a.help);
  return words;
}

Words words_alone() {
  Words words = words_of_one();
  words.emplace_back("joint", "joint", "immigration and customs at one stop");
  words.emplace_back("none", "none", "nobody is cleared here");
  return words;
}

/// A word, or a list of authorities that clear at one stop. Reads into their names, in order of precedence.
class AuthorityType final : public Type<std::vector<std::string>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<std::string>& out) const override {
    out.clear();
    if (!value.is_list()) {
      std::string word;
      if (!alone_->read(value, reader, word)) return false;
      out = word == "joint" ? std::vector<std::string>{"immigration", "customs"} : std::vector<std::string>{word};
      return true;
    }
    if (value.items.size() < 2) return reader.refuse_length(value, "a list of two authorities or more");
    std::vector<std::string> given;
    bool good = true;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Reader::Scope scope(reader, i);
      std::string word;
      if (!one_->read(value.items[i], reader, word)) {
        good = false;
      } else if (std::find(given.begin(), given.end(), word) != given.end()) {
        good = reader.problem(value.items[i], "'" + word + "' stands twice in " + reader.subject());
      } else {
        given.push_back(std::move(word));
      }
    }
    for (const Authority& a : known_authorities)
      if (std::find(given.begin(), given.end(), a.name) != given.end()) out.emplace_back(a.name);
    return good;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"anyOf", {alone_->schema(), {{"type", "array"}, {"items", one_->schema()}, {"minItems", 2}}}}};
  }
  std::string expected() const override { return alone_->expected() + ", or a list of those who clear at one stop"; }
  std::string details() const override { return alone_->details(); }

 private:
  TypePtr<std::string> one_ = types::one_of<std::string>(words_of_one());
  TypePtr<std::string> alone_ = types::one_of<std::string>(words_alone());
};

}  // namespace

namespace types {
TypePtr<std::vector<std::string>> authority() {
  return std::make_shared<AuthorityType>();
}
}  // namespace types

}  // namespace crossflow
