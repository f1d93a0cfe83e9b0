// Parses Java with the parser of javac, and executes and compiles nothing. What goes in and comes out: see
// ParserProcess.
import com.sun.source.util.JavacTask;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

public class SnippetParser {
    static final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    static final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    static final String version = String.valueOf(Runtime.version().feature());

    static class Source extends SimpleJavaFileObject {
        final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoring) {
            return text;
        }
    }

    /** What later versions than this one have, as far as a glance can tell. */
    static boolean isNewer(String text) {
        int feature = Runtime.version().feature();
        return feature < 21 && Pattern.compile("\\b(instanceof|case)\\s+[\\w.<>]+\\s*\\(").matcher(text).find()
                || feature < 22 && Pattern.compile("[(,]\\s*_\\s*(,|\\)|->)").matcher(text).find()
                || feature < 25 && Pattern.compile("(?m)^(import\\s+module\\b|void\\s+main\\s*\\()").matcher(text).find();
    }

    /** The first fault as `LINE:COLUMN:MESSAGE`; null where there is none. */
    static String fault(String text) throws IOException {
        DiagnosticCollector<JavaFileObject> heard = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "--enable-preview", "--source", version);
        JavacTask task = (JavacTask) compiler.getTask(
                null, files, heard, options, null, List.of(new Source(text)));
        task.parse();
        for (Diagnostic<? extends JavaFileObject> said : heard.getDiagnostics()) {
            if (said.getKind() != Diagnostic.Kind.ERROR) continue;
            String message = said.getMessage(java.util.Locale.ROOT).replaceAll("[\\t\\r\\n]+", " ").trim();
            int offset = (int) said.getPosition();
            if (offset < 0 || said.getCode().equals("compiler.err.premature.eof")) return "0:0:" + message;
            int start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
            if (offset < start || text.isEmpty()) start = 0;
            if (offset > text.length()) offset = text.length();
            long line = text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
            return line + ":" + (text.codePointCount(start, offset) + 1) + ":" + message;
        }
        return null;
    }

    static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0 && next != '\n') line.write(next);
        return next < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws IOException {
        InputStream in = new BufferedInputStream(System.in);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String head;
        while ((head = readLine(in)) != null) {
            String[] words = head.split(" ");
            List<String> forms = new ArrayList<>();
            for (int i = 2; i < words.length; i++) {
                forms.add(new String(in.readNBytes(Integer.parseInt(words[i])), StandardCharsets.UTF_8));
            }
            StringBuilder faults = new StringBuilder();
            String answer = null;
            for (int i = 0; i < forms.size() && answer == null; i++) {
                String fault;
                try {
                    fault = fault(forms.get(i));
                } catch (RuntimeException | StackOverflowError error) {
                    fault = "1:1:" + error.getClass().getSimpleName();
                }
                if (fault == null) answer = "+\t" + i;
                else faults.append('\t').append(fault);
            }
            if (answer == null && isNewer(forms.get(0))) answer = "?\tJava " + version + " is older than the code";
            out.print(words[0] + "\t" + (answer != null ? answer : "-" + faults) + "\n");
            out.flush();
        }
    }
}
