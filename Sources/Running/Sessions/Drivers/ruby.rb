# Runs sessions of Ruby. What goes in is one JSON object; what comes out is one line of JSON for each snippet.
#
# Each session is a fork of this process, so that sessions share nothing.
require 'json'
require 'tmpdir'
require 'tempfile'
require 'fileutils'

LIMIT = 1 << 20

# Notes which line of the snippet has printed what.
class Recorder
  attr_accessor :place, :notes

  def note(text)
    return unless notes && notes.length < 10_000
    lines = caller_locations(2).select { |one| one.path == place }.map { |one| one.lineno - 1 }
    notes << [lines.first || -1, text, lines.last || -1]
  end
end

def watching(code, lines, place)
  changed = code.lines.each_with_index.map do |line, index|
    next line unless lines.include?(index) && (match = line.chomp.match(/\A(\s*)(.*?)(\s*#\s?(?:=>|⇒).*)?\z/))
    words = match[2]
    begin
      RubyVM::InstructionSequence.compile("(#{words})")
      "#{match[1]}__docent_note__(#{index}, (#{words}))#{match[3]}\n"
    rescue SyntaxError
      line
    end
  end.join
  RubyVM::InstructionSequence.compile(changed, place)
  changed
rescue SyntaxError
  code
end

def failure(error, place)
  frame = (error.backtrace_locations || []).find { |one| one.path == place }
  line = frame ? frame.lineno - 1 : -1
  if error.is_a?(SyntaxError) && (match = error.message.match(/\A#{Regexp.escape(place)}:(\d+)/))
    line = match[1].to_i - 1
  end
  text = "#{error.class}: #{error.message}".scrub[0, 4000]
  { kind: error.class.name, kinds: error.class.ancestors.grep(Class).map(&:name), text: text, line: line }
end

def run(session, pipe, home)
  Process.setsid
  folder = File.join(home, "s#{session['id']}")
  Dir.mkdir(folder)
  Dir.chdir(folder)
  session['files'].each do |file|
    FileUtils.mkdir_p(File.dirname(file['path']))
    File.binwrite(file['path'], file['text'])
  end
  $stdin.reopen(File::NULL)
  files = [$stdout, $stderr].each_with_index.map do |stream, index|
    file = File.open(File.join(home, "o#{session['id']}-#{index}"), 'w+')
    stream.reopen(file)
    stream.sync = true
    file
  end
  positions = [0, 0]
  recorder = Recorder.new
  $stdout.define_singleton_method(:write) do |*texts|
    texts.each { |text| recorder.note(text.to_s) }
    super(*texts)
  end
  printed = lambda do |stream|
    file = files[stream]
    size = file.stat.size
    start, positions[stream] = positions[stream], size
    (file.pread([size - start, LIMIT].min, start) rescue '').force_encoding('UTF-8').scrub
  end
  say = ->(message) { pipe.write(JSON.generate(message) + "\n") }
  scope = TOPLEVEL_BINDING
  values = {}
  Object.define_method(:__docent_note__) do |line, value|
    values[line] = value.inspect if values.length < 1000
    value
  end
  session['steps'].each do |step|
    part = step['parts'][0]
    place = "snippet-#{step['id']}.rb"
    say.call({ begin: [session['id'], step['id'], 0], timeout: step['timeout'] })
    recorder.place = place
    recorder.notes = part['lines'] ? [] : nil
    values.clear
    fail = nil
    begin
      code = part['watch'].empty? ? part['code'] : watching(part['code'], part['watch'], place)
      scope.eval(code, place, 1)
    rescue SystemExit => error
      fail = { kind: 'exit', kinds: ['exit'], text: "exit status #{error.status}", line: -1 } unless error.success?
    rescue Exception => error
      fail = failure(error, place)
    end
    notes, recorder.notes = recorder.notes, nil
    say.call({ at: [session['id'], step['id'], 0], out: printed.call(0), err: printed.call(1),
               prints: (notes || []).map { |inner, text, outer| [inner, text.dup.force_encoding('UTF-8').scrub, outer] },
               values: values.map { |line, text| [line, text.dup.force_encoding('UTF-8').scrub] }, fail: fail })
  end
end

class Running
  attr_reader :reader, :session
  attr_accessor :deadline

  def initialize(session, home)
    @session = session
    @rest = +''
    @at = nil
    @deadline = now + 60
    @reader, writer = IO.pipe
    @id = fork do
      @reader.close
      writer.sync = true
      begin
        run(session, writer, home)
      ensure
        exit!(0)
      end
    end
    writer.close
  end

  def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

  def hear(out)
    data = @reader.read_nonblock(1 << 16, exception: false)
    return true if data == :wait_readable
    return false if data.nil?
    *lines, @rest = (@rest + data).split("\n", -1)
    lines.each do |line|
      message = JSON.parse(line) rescue next
      if message['begin']
        @at = message['begin']
        @deadline = now + message['timeout']
      else
        @at = nil
        @deadline = now + 60
        out.puts(line)
      end
    end
    true
  end

  def finish(because, out)
    [-@id, @id].each { |id| Process.kill('KILL', id) rescue nil }
    _, status = Process.wait2(@id)
    @reader.close
    return unless @at
    ended = because || (status.signaled? ? 'signal' : 'exit')
    out.puts(JSON.generate({ at: @at, ended: ended, code: status.termsig || status.exitstatus || 0 }))
  end
end

request = JSON.parse($stdin.read)
$LOAD_PATH.unshift(*request['paths'].select { |path| File.directory?(path) })
out = $stdout.dup
out.sync = true
home = Dir.mktmpdir
waiting, running = request['sessions'].dup, []
until waiting.empty? && running.empty?
  running << Running.new(waiting.shift, home) while !waiting.empty? && running.length < request['workers']
  clock = -> { Process.clock_gettime(Process::CLOCK_MONOTONIC) }
  ready, = IO.select(running.map(&:reader), nil, nil, [0, running.map(&:deadline).min - clock.call].max)
  running.dup.each do |one|
    over = (ready || []).include?(one.reader) && !one.hear(out)
    because = !over && clock.call >= one.deadline ? 'timeout' : nil
    next unless over || because
    one.finish(because, out)
    running.delete(one)
  end
end
