import java.io.File;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;
import org.omegat.core.Core;
import org.omegat.core.data.RealProject;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.ProjectFileStorage;

/** Prints what OmegaT reads from a glossary, a source, a tab and a target a line: PROJECT GLOSSARY. */
public class OmegatGlossary {
    public static void main(String[] arguments) throws Exception {
        Core.initializeConsole(new TreeMap<>());
        Core.setProject(new RealProject(ProjectFileStorage.loadProjectProperties(new File(arguments[0]))));
        File file = new File(arguments[1]);
        String name = file.getName();
        List<GlossaryEntry> entries = name.endsWith(".tbx")
                ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false);
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : entries) {
            for (String target : entry.getLocTerms(false)) {
                out.println("entry\t" + entry.getSrcText() + "\t" + target);
            }
        }
        System.exit(0);
    }
}
