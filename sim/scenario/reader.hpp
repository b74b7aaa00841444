// What reading a scenario needs to know, and what it gathers on the way.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/entity_kind.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

struct Table;
class TableStore;
struct TypeBase;

/// Names are collected before bodies are read, so that a station may be named before it is described.
struct KnownNames {
  std::vector<std::string> classes;     ///< in order of name
  std::vector<EntityKind> class_kinds;  ///< of these
  std::vector<std::string> stations;    ///< of the port that is being read, in order of name
  std::vector<std::string> routes;      ///< likewise
  std::vector<std::string> directions;  ///< of all sources, in order of name
  std::vector<std::string> targeting;   ///< its profiles, in order of name
  std::vector<std::string> pools;       ///< of the port that is being read, in order of name
  std::string pool;                     ///< that is being read
  bool several_ports = false;           ///< then not every class comes to every port
};

class Reader {
 public:
  Reader(Problems& problems, TableStore& tables);

  // --- what went wrong
  // -------------------------------------------------------------------------------------------------
  Problems& problems() { return problems_; }
  /// Adds a problem at a value; returns false, so that a type can say `return reader.problem(...)`.
  bool problem(const Value& at, std::string what, std::string expected = {}, std::string nearest = {});
  /// "'servers' is '18 x'; expected a whole number from 1 to 500".
  bool refuse(const Value& at, const TypeBase& type, std::string nearest = {});
  bool refuse(const Value& at, const std::string& expected, std::string nearest = {});
  /// "'uniform' has one item; expected a list of two", where a list of another length may stand.
  bool refuse_length(const Value& at, const std::string& expected);
  /// An unknown key of the map at the present path was taken for a misspelt `key`; then that one is not missing too.
  void note_meant(const std::string& key) { meant_.insert(path() + '\n' + key); }
  bool was_meant(const std::string& key) const { return meant_.contains(path() + '\n' + key); }

  /// Notes what is probably not meant; once, however often it is met.
  void warn(Place at, std::string what, std::string expected = {}, std::string nearest = {});
  const Problems& warnings() const { return warnings_; }

  // --- where we are
  // ----------------------------------------------------------------------------------------------------
  /// While alive, values are read under this key.
  class Scope {
   public:
    Scope(Reader& reader, std::string key) : reader_(reader) { reader_.path_.push_back({std::move(key), false}); }
    /// The item at `index` of a list; paths count items from 1.
    Scope(Reader& reader, std::size_t index) : reader_(reader) {
      reader_.path_.push_back({std::to_string(index + 1), true});
    }
    ~Scope() { reader_.path_.pop_back(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Reader& reader_;
  };

  /// "stations.arrival counters.servers"; a key that holds a dot stands in quotes.
  std::string path() const;
  /// Of values that hang on the kind of day, by path: the kind of which the one here is. Paths name it.
  std::map<std::string, std::string> chosen;
  /// Whether what is being read was chosen by the kind of day, or lies within something that was.
  bool is_chosen_by_day() const;
  /// The key of the value that is being read, for messages: "'servers'", "item 2 of 'walk'".
  std::string subject() const;

  // --- what is known
  // ---------------------------------------------------------------------------------------------------
  KnownNames names;
  Date date;
  int days = 1;

  // --- figures
  // ---------------------------------------------------------------------------------------------------------
  std::vector<Figure> figures;
  /// Values drawn for figures, by path, in the unit of the figure's central value.
  std::map<std::string, double> drawn;
  /// What was drawn for the figure at the present path, if anything was.
  std::optional<double> drawn_here() const;

  // --- tables
  // ----------------------------------------------------------------------------------------------------------
  /// The CSV table that a scalar names, relative to the file in which the scalar stands; null after adding a problem.
  const Table* table(const Value& file);
  /// Notes rows of a table as used by the scenario.
  void used(const Table& table, const std::vector<std::size_t>& rows);
  std::vector<TableUse> tables_used() const;  ///< in order of file

 private:
  Problems& problems_;
  Problems warnings_;
  TableStore& tables_;
  struct PathPart {
    std::string key;
    bool is_item;
  };
  std::vector<PathPart> path_;
  std::set<std::string> meant_;
  std::map<std::string, std::pair<const Table*, std::set<std::size_t>>> used_;
};

/// Problems for keys of a map that are not among `known`; `owner` is "a counter". True if there are none.
bool refuse_unknown_keys(const Value& map, const std::vector<std::string>& known, const std::string& owner,
                         Reader& reader);

/// Refuses shares that do not sum to 100%; says so if the entries of the map come from several files. `what` is what an
/// entry is: "size". Returns false.
bool refuse_sum(const Value& map, double sum, const std::string& what, Reader& reader);

/// A path with one key more; a key that holds a dot stands in quotes.
std::string path_with(const std::string& path, const std::string& key);
/// The other way round: its keys, without quotes.
std::vector<std::string> keys_of_path(const std::string& path);

/// "a counter", "an e-channel".
std::string with_article(const std::string& noun);

/// "a, b or c".
std::string listed(const std::vector<std::string>& words, const std::string& last = " or ");

}  // namespace crossflow
