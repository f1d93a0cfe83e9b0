# Parses Ruby, and executes nothing, `BEGIN` included. What goes in and comes out: see ParserProcess.
require "ripper"
$stdin.binmode
$stdout.binmode
$VERBOSE = nil

# Ripper tells where the first mistake is, in a line and a column; the parser itself only that there is one.
class Place < Ripper
  attr_reader :first

  def note(message)
    @first ||= [lineno, column, message.to_s]
  end

  def on_parse_error(message) = note(message)
  def compile_error(message) = note(message)
  def on_alias_error(message, _) = note(message)
  def on_assign_error(message, _) = note(message)
  def on_class_name_error(message, _) = note(message)
  def on_param_error(message, _) = note(message)
end

def fault(code)
  code = code.dup.force_encoding(Encoding::UTF_8)
  RubyVM::AbstractSyntaxTree.parse(code)
  nil
rescue SyntaxError, ArgumentError, EncodingError, SystemStackError => error
  place = Place.new(code)
  place.parse rescue nil
  line, column, message = place.first || [1, 0, error.message.b.lines.first.to_s.chomp]
  text = code.b.split("\n", -1)[line - 1].to_s
  column = text[0, column].to_s.force_encoding(Encoding::UTF_8).scrub.length + 1
  message = message.b.lines.first.to_s.chomp.gsub("\t", " ")
  line = 0 if message.include?("unexpected end-of-input")
  "#{line}:#{column}:#{message}"
end

# What later versions than this one have, as far as a glance can tell.
def newer?(code)
  RUBY_VERSION < "3.2" && code.match?(/[(,]\s*\*{1,2}\s*[,)]/n)
end

while (head = $stdin.gets)
  index, _, *lengths = head.split
  forms = lengths.map { |length| $stdin.read(length.to_i) || "" }
  faults = []
  taken = forms.index { |form| (faults << fault(form)).last.nil? }
  if taken
    $stdout.write("#{index}\t+\t#{taken}\n")
  elsif newer?(forms[0])
    $stdout.write("#{index}\t?\tRuby #{RUBY_VERSION} is older than the code\n")
  else
    $stdout.write("#{index}\t-\t#{faults.join("\t")}\n")
  end
  $stdout.flush
end
