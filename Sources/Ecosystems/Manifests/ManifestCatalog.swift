extension Manifest {
    /// Every kind of file that is read. The first that fits a path reads it.
    static let all: [Manifest] = [
        swiftPackage, swiftResolved, npmPackage, npmLock, pnpmLock, yarnLock, pythonRequirements,
        pythonProject, pipfile, pipfileLock, pythonLock, setupConfiguration, setupScript, goModule, cargo,
        cargoLock, rustToolchain, mavenProject, gradleBuild, gradleCatalog, gradleWrapper, dotnetProject,
        dotnetPackages, globalJSON, gemfile, gemspec, gemfileLock, composer, composerLock, podfile,
        podfileLock,
        dockerfile, compose, workflow, action, toolVersions, versionFile, runtimeText, serverless,
        cloudFormation, firebase, functionsHost, functionsSettings, azureTemplate,
        // Takes every other file of YAML, and looks for one key.
        appEngine,
    ]
}
