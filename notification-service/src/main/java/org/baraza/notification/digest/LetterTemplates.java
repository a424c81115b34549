package org.baraza.notification.digest;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The bodies of a mail, checked against {@link LetterView} when the service is built. Those of HTML escape what they show. */
@CheckedTemplate(basePath = "digest")
final class LetterTemplates {

    private LetterTemplates() {}

    static native TemplateInstance text(LetterView letter);

    static native TemplateInstance html(LetterView letter);
}
