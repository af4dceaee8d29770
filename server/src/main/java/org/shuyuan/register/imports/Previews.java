package org.shuyuan.register.imports;

import java.nio.file.Path;
import java.util.Map;
import org.shuyuan.pack.Model;
import org.shuyuan.platform.Actor;
import org.shuyuan.platform.Database;
import org.shuyuan.register.model.Register;
import org.springframework.stereotype.Service;

/** Reads the beginning of files, to tell what they would be taken for. */
@Service
public class Previews {

    private final Database database;
    private final Model model;
    private final ImportFiles files;

    public Previews(Database database, Model model, ImportSettings settings) {
        this.database = database;
        this.model = model;
        this.files = settings.files();
    }

    /** Of the kept file of an import; where nothing is said of columns, what was said for the import holds. */
    Preview of(Register register, ImportState state, ImportOptions options, Actor actor) {
        Path file = files.requireKept(state.id());
        Map<String, String> told =
                options.matching().isEmpty() ? state.options().matching() : options.matching();
        return of(register, file, new ImportOptions(options.mode(), options.dryRun(), null, told), actor);
    }

    Preview of(Register register, Path file, ImportOptions options, Actor actor) {
        return Preview.of(
                file,
                register,
                new HeaderWords(register, model.texts()),
                new Matching(database, register, actor.account(), options.matching()));
    }
}
